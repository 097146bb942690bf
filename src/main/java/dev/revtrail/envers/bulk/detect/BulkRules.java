package dev.revtrail.envers.bulk.detect;

import java.util.List;
import java.util.Map;

import dev.revtrail.BulkMode;
import dev.revtrail.Tracked;
import dev.revtrail.envers.model.TrackingProblems;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedModel;

/**
 * Which mode an entity has: that of its record type's property, else of its annotation,
 * else of all.
 */
public final class BulkRules {

	private final BulkMode ofAll;

	private final Map<String, BulkMode> ofTypes;

	/**
	 * Creates rules.
	 * @param ofAll the mode of entities that have no other
	 * @param ofTypes modes by record type
	 */
	public BulkRules(BulkMode ofAll, Map<String, BulkMode> ofTypes) {
		this.ofAll = ofAll;
		this.ofTypes = ofTypes;
	}

	BulkMode mode(TrackedEntity entity) {
		BulkMode ofType = this.ofTypes.entrySet()
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
		return (this.ofAll != BulkMode.DEFAULT) ? this.ofAll : BulkMode.WARN;
	}

	/**
	 * Whether the mode of a class or of any record type may be {@link BulkMode#RECORD}.
	 */
	public boolean mayRecord(Class<?> type) {
		Tracked tracked = type.getAnnotation(Tracked.class);
		return this.ofAll == BulkMode.RECORD || this.ofTypes.containsValue(BulkMode.RECORD)
				|| (tracked != null && tracked.bulk() == BulkMode.RECORD);
	}

	/** Finds properties that name no record type, as they protect nothing. */
	public void check(TrackedModel model, TrackingProblems problems) {
		List<String> types = model.names();
		this.ofTypes.keySet().forEach((name) -> {
			if (types.stream().noneMatch(name::equalsIgnoreCase)) {
				problems.add("The property revtrail.bulk.record-types." + name + " names no tracked record type.",
						"Use the name of a record type in revtrail.bulk.record-types: " + String.join(", ", types)
								+ ".");
			}
		});
	}

}
