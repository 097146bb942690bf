package dev.revtrail.envers.hospital;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.revtrail.Tracked;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

/**
 * A visit, which belongs to a patient.
 */
@Entity
@Audited
@Tracked(patient = "patient", organization = "patient.house")
public class Visit {

	/** The states of a visit. */
	public enum State {

		PLANNED, DONE

	}

	@Id
	public UUID id = UUID.randomUUID();

	@ManyToOne(fetch = FetchType.LAZY)
	public @Nullable Patient patient;

	@Enumerated(EnumType.STRING)
	public State state = State.PLANNED;

	@Column(precision = 12, scale = 2)
	public @Nullable BigDecimal fee;

	@Column(name = "starts_at")
	public @Nullable Instant start;

	@Lob
	public @Nullable String report;

	@OneToMany(mappedBy = "visit", cascade = CascadeType.ALL, orphanRemoval = true)
	public List<Remark> remarks = new ArrayList<>();

	protected Visit() {
	}

	public Visit(Patient patient) {
		this.patient = patient;
	}

}
