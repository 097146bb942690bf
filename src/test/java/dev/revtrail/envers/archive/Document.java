package dev.revtrail.envers.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import org.hibernate.Length;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A document of somebody, of any size.
 */
@Entity
@Audited
public class Document {

	@Id
	@GeneratedValue
	public @Nullable Long id;

	@ManyToOne
	public @Nullable Person person;

	@Lob
	@Column(length = Length.LONG32)
	public @Nullable String text;

	@Lob
	@Column(length = Length.LONG32)
	public byte @Nullable [] scan;

}
