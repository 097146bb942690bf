package example.booking;

import org.springframework.data.jpa.repository.JpaRepository;

interface Bookings extends JpaRepository<Booking, Long> {

}
