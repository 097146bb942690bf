package example.shop;

import org.springframework.data.jpa.repository.JpaRepository;

interface Parcels extends JpaRepository<ShopApplication.Parcel, String> {

}
