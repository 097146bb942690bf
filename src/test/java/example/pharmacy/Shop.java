package example.pharmacy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A shop in two tables, with a quoted name.
 */
@Entity
@Audited
@Table(name = "`Shop`")
@SecondaryTable(name = "shop_detail")
public class Shop {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	public @Nullable Long id;

	public String name = "";

	@Column(table = "shop_detail")
	public @Nullable String phone;

}
