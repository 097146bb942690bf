package example.pharmacy;

import dev.revtrail.BulkMode;
import dev.revtrail.Tracked;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * A draft, which is not tracked.
 */
@Entity
@Audited
@Tracked(bulk = BulkMode.ALLOW)
public class Draft {

	@Id
	public long id;

	public String text = "";

}
