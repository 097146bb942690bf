package dev.revtrail.envers.boot;

import dev.revtrail.envers.capture.TrackedAuditStrategy;
import dev.revtrail.envers.model.InheritedAttributes;
import dev.revtrail.envers.model.InheritedAudit;
import dev.revtrail.envers.model.ReservedColumns;
import dev.revtrail.envers.schema.LibraryColumns;
import org.hibernate.boot.spi.EffectiveMappingDefaults;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.boot.internal.EnversServiceImpl;
import org.hibernate.envers.configuration.internal.MappingCollector;
import org.hibernate.envers.strategy.AuditStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Envers' service of a tracked session factory: it audits the attributes that entities
 * inherit from plain mapped superclasses too, and its rows are set right before they are
 * written. The library's own tables are set right in the mapping with Envers' ones.
 */
final class TrackedEnversService extends EnversServiceImpl {

	private final Tracking tracking;

	private @Nullable AuditStrategy strategy;

	private InheritedAudit inherited = InheritedAudit.NONE;

	TrackedEnversService(Tracking tracking) {
		this.tracking = tracking;
	}

	@Override
	public void initialize(MetadataImplementor metadata, MappingCollector mappingCollector,
			EffectiveMappingDefaults effectiveMappingDefaults) {
		LibraryColumns.compareExactly(metadata);
		if (this.tracking.properties().auditInherited()) {
			this.inherited = new InheritedAttributes((InFlightMetadataCollector) metadata).declare();
		}
		super.initialize(metadata, mappingCollector, effectiveMappingDefaults);
		new ReservedColumns(this, super.getAuditStrategy()).check(metadata);
	}

	/** Returns what a service audits beyond Envers' own rule. */
	static InheritedAudit inherited(EnversService service) {
		return (service instanceof TrackedEnversService own) ? own.inherited : InheritedAudit.NONE;
	}

	/** The strategy that rows are written by; Envers reads by its own. */
	@Override
	@SuppressWarnings("deprecation")
	public AuditStrategy getAuditStrategy() {
		AuditStrategy tracked = this.strategy;
		if (tracked == null) {
			tracked = new TrackedAuditStrategy(super.getAuditStrategy(), this.tracking::capture);
			this.strategy = tracked;
		}
		return tracked;
	}

}
