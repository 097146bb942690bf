package dev.revtrail.envers.purge;

import java.time.Instant;

import dev.revtrail.LegalHold;
import dev.revtrail.envers.ColumnText;
import dev.revtrail.envers.LibraryTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A row of the legal holds.
 */
@LibraryTable
@Entity(name = "RevtrailLegalHold")
@Table(name = "revtrail_legal_hold")
public class LegalHoldRow {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	@Column(name = "id")
	@Nullable Long id;

	@Column(name = "kind", length = 16, nullable = false)
	String kind;

	@Column(name = "record_type", length = ColumnText.TYPE_LENGTH)
	@Nullable String recordType;

	@Column(name = "subject", length = ColumnText.ID_LENGTH, nullable = false)
	String subject;

	@Column(name = "reason", length = 1000, nullable = false)
	String reason;

	@Column(name = "placed_by", length = ColumnText.ACTOR_LENGTH, nullable = false)
	String placedBy;

	@Column(name = "placed_at", nullable = false)
	Instant placedAt;

	@Column(name = "lifted_by", length = ColumnText.ACTOR_LENGTH)
	@Nullable String liftedBy;

	@Column(name = "lifted_at")
	@Nullable Instant liftedAt;

	@Column(name = "lift_reason", length = 1000)
	@Nullable String liftReason;

	LegalHold toHold() {
		LegalHold.Lifted lifted = (this.liftedBy != null && this.liftedAt != null)
				? new LegalHold.Lifted(this.liftedBy, this.liftedAt, String.valueOf(this.liftReason)) : null;
		return new LegalHold((this.id != null) ? this.id : 0,
				new LegalHold.Subject(LegalHold.Kind.valueOf(this.kind), this.recordType, this.subject), this.reason,
				this.placedBy, this.placedAt, lifted);
	}

}
