package dev.revtrail.envers.hospital;

import dev.revtrail.Tracked;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A remark on a visit: two steps away from its patient.
 */
@Entity
@Audited
@Tracked(name = "VISIT_REMARK", patient = "visit.patient", organization = "visit.patient.house")
public class Remark {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	public @Nullable Long id;

	@ManyToOne(fetch = FetchType.LAZY)
	public @Nullable Visit visit;

	public String text = "";

	protected Remark() {
	}

	public Remark(Visit visit, String text) {
		this.visit = visit;
		this.text = text;
	}

}
