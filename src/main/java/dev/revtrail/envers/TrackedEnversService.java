package dev.revtrail.envers;

import org.hibernate.envers.boot.internal.EnversServiceImpl;
import org.hibernate.envers.strategy.AuditStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Envers' service of a tracked session factory.
 */
final class TrackedEnversService extends EnversServiceImpl {

	private final Capture capture;

	private @Nullable AuditStrategy strategy;

	TrackedEnversService(Capture capture) {
		this.capture = capture;
	}

	/** The strategy that rows are written by; Envers reads by its own. */
	@Override
	@SuppressWarnings("deprecation")
	public AuditStrategy getAuditStrategy() {
		AuditStrategy tracked = this.strategy;
		if (tracked == null) {
			tracked = new TrackedAuditStrategy(super.getAuditStrategy(), this.capture);
			this.strategy = tracked;
		}
		return tracked;
	}

}
