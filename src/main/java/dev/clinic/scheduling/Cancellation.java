package dev.clinic.scheduling;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * When, why and by whom an appointment was called off.
 */
@Embeddable
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE,
		isGetterVisibility = Visibility.NONE)
public class Cancellation {

	@Column(name = "cancelled_at")
	private @Nullable Instant at;

	@Column(name = "cancelled_by", length = 160)
	private @Nullable String by;

	@Column(name = "cancellation_reason", length = 400)
	private @Nullable String reason;

	@Column(name = "cancelled_late")
	private @Nullable Boolean late;

	protected Cancellation() {
	}

	Cancellation(Instant at, String by, @Nullable String reason, boolean late) {
		this.at = at;
		this.by = by;
		this.reason = reason;
		this.late = late;
	}

	public @Nullable Instant getAt() {
		return this.at;
	}

	/**
	 * Returns whether the cancellation came too late to be free of charge.
	 * @return true if a fee is due
	 */
	public boolean isLate() {
		return Boolean.TRUE.equals(this.late);
	}

}
