package dev.revtrail.envers;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import org.jspecify.annotations.Nullable;

/**
 * The tracked entities of a session factory.
 */
final class TrackedModel implements RecordTypes {

	private final Map<String, TrackedEntity> byEntityName = new LinkedHashMap<>();

	private final List<RecordType> types;

	TrackedModel(List<TrackedEntity> entities) {
		entities.forEach((entity) -> this.byEntityName.put(entity.entityName(), entity));
		this.types = entities.stream()
			.map(TrackedEntity::recordType)
			.distinct()
			.sorted(Comparator.naturalOrder())
			.map(RecordType::new)
			.toList();
	}

	@Override
	public List<RecordType> all() {
		return this.types;
	}

	/** The tracked entity of that name; null when it is not audited. */
	@Nullable TrackedEntity entity(String entityName) {
		return this.byEntityName.get(entityName);
	}

	/** The entities whose records are of a type: several where a hierarchy shares one. */
	List<TrackedEntity> ofType(String recordType) {
		return this.byEntityName.values().stream().filter((entity) -> entity.recordType().equals(recordType)).toList();
	}

	/** The type of the patients that records of a type belong to. */
	Optional<String> patientType(String recordType) {
		return ofType(recordType).stream()
			.map(TrackedEntity::patient)
			.map((path) -> (path != null) ? path.recordType() : null)
			.filter((type) -> type != null)
			.findFirst();
	}

}
