package dev.revtrail.envers;

import java.util.Map;

import dev.revtrail.BulkMode;
import dev.revtrail.Tracked;

/**
 * Which mode an entity has: that of its record type's property, else of its annotation,
 * else of all.
 */
final class BulkRules {

	private final RevtrailProperties.Bulk properties;

	BulkRules(RevtrailProperties.Bulk properties) {
		this.properties = properties;
	}

	BulkMode mode(TrackedEntity entity) {
		BulkMode ofType = this.properties.recordTypes()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().equalsIgnoreCase(entity.recordType()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(BulkMode.DEFAULT);
		if (ofType != BulkMode.DEFAULT) {
			return ofType;
		}
		Tracked tracked = entity.persister().getMappedClass().getAnnotation(Tracked.class);
		if (tracked != null && tracked.bulk() != BulkMode.DEFAULT) {
			return tracked.bulk();
		}
		return (this.properties.mode() != BulkMode.DEFAULT) ? this.properties.mode() : BulkMode.WARN;
	}

	/**
	 * Whether the mode of a class or of any record type may be {@link BulkMode#RECORD}.
	 */
	boolean mayRecord(Class<?> type) {
		Tracked tracked = type.getAnnotation(Tracked.class);
		return this.properties.mode() == BulkMode.RECORD || this.properties.recordTypes().containsValue(BulkMode.RECORD)
				|| (tracked != null && tracked.bulk() == BulkMode.RECORD);
	}

	/**
	 * A property that names no record type protects nothing, so it stops the start-up.
	 */
	void requireKnownTypes(TrackedModel model) {
		this.properties.recordTypes().keySet().forEach((name) -> {
			if (model.all().stream().noneMatch((type) -> type.name().equalsIgnoreCase(name))) {
				throw new InvalidTrackingException(
						"The property revtrail.bulk.record-types." + name + " names no tracked record type.");
			}
		});
	}

}
