package example.club;

import dev.revtrail.Tracked;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

/**
 * A membership of one of the clubs.
 */
@Entity
@Audited
@Tracked(organization = "club")
public class Membership {

	@Id
	private String id = "";

	private String club = "";

	/**
	 * For JPA.
	 */
	protected Membership() {
	}

	/**
	 * Makes a membership.
	 * @param id its id
	 * @param club the club's id
	 */
	public Membership(String id, String club) {
		this.id = id;
		this.club = club;
	}

}
