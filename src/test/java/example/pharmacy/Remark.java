package example.pharmacy;

import dev.revtrail.Masked;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A remark, part of which is masked, and whose ids are handed out in blocks.
 */
@Entity
@Audited
@NamedQuery(name = "Remark.rewrite", query = "update Remark r set r.text = :text, r.secret = :secret where r.id = :id")
public class Remark implements Text {

	@Id
	@GeneratedValue
	public @Nullable Long id;

	public String text = "";

	@Masked
	public @Nullable String secret;

	protected Remark() {
	}

	public Remark(String text, @Nullable String secret) {
		this.text = text;
		this.secret = secret;
	}

}
