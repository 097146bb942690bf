package example.pharmacy;

import dev.revtrail.BulkMode;
import dev.revtrail.Tracked;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * A permit, whose id has two parts, whose audit rows have modified flags, and which takes
 * no bulk statements.
 */
@Entity
@Audited(withModifiedFlag = true)
@Tracked(bulk = BulkMode.FAIL)
public class Permit {

	@EmbeddedId
	public Number number;

	public String holder = "";

	public @Nullable String remark;

	protected Permit() {
		this.number = new Number("", 0);
	}

	public Permit(Number number, String holder) {
		this.number = number;
		this.holder = holder;
	}

	/**
	 * A permit's number.
	 *
	 * @param series the series
	 * @param count the count within it
	 */
	@Embeddable
	public record Number(String series, int count) implements Serializable {

	}

}
