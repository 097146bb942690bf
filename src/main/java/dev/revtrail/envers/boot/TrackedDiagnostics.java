package dev.revtrail.envers.boot;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.revtrail.ChangeLog;
import dev.revtrail.Diagnostics;
import dev.revtrail.RecordType;
import dev.revtrail.TrackingReport;
import dev.revtrail.envers.bulk.detect.BulkDetector;
import dev.revtrail.envers.model.AuditableValues;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.model.TrackedModel;
import dev.revtrail.envers.model.UnauditedAttributes;
import dev.revtrail.envers.schema.AuditSchema;
import dev.revtrail.envers.schema.LibrarySchema;
import org.hibernate.Version;

import org.springframework.boot.SpringBootVersion;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Reports on a tracked session factory.
 */
final class TrackedDiagnostics implements Diagnostics {

	private final TrackedFactory factory;

	private final UnauditedAttributes unaudited;

	private final AuditSchema schema;

	private final BulkDetector bulk;

	TrackedDiagnostics(TrackedFactory factory, UnauditedAttributes unaudited, AuditSchema schema, BulkDetector bulk) {
		this.factory = factory;
		this.unaudited = unaudited;
		this.schema = schema;
		this.bulk = bulk;
	}

	@Override
	public TrackingReport report() {
		Map<String, String> versions = new TreeMap<>();
		String library = ChangeLog.class.getPackage().getImplementationVersion();
		versions.put("revtrail", (library != null) ? library : "unknown");
		versions.put("revtrailTables", String.valueOf(LibrarySchema.VERSION));
		versions.put("hibernate", Version.getVersionString());
		versions.put("springBoot", SpringBootVersion.getVersion());
		try {
			versions.put("database", this.schema.database());
			return new TrackingReport(versions, types(), this.unaudited.untrackedEntities(),
					this.schema.missingIndexes(), this.bulk.seen());
		}
		catch (SQLException ex) {
			throw new DataAccessResourceFailureException("The database could not be looked at.", ex);
		}
	}

	private List<TrackingReport.Type> types() {
		return this.factory.model().all().stream().map(this::type).toList();
	}

	private TrackingReport.Type type(RecordType type) {
		TrackedModel model = this.factory.model();
		List<TrackedEntity> entities = model.ofType(type.name());
		Map<String, String> notAudited = new TreeMap<>();
		entities.forEach((entity) -> this.unaudited.of(entity.entityName())
			.forEach((attribute, reason) -> notAudited
				.put(AuditableValues.simpleName(entity.entityName()) + "." + attribute, reason)));
		Set<String> names = entities.stream()
			.map(TrackedEntity::entityName)
			.collect(Collectors.toCollection(TreeSet::new));
		return new TrackingReport.Type(type.name(), names, model.fields(type.name()), model.maskedFields(type.name()),
				notAudited, entities.stream().allMatch((entity) -> entity.organization() != null),
				entities.stream().allMatch((entity) -> entity.patient() != null));
	}

}
