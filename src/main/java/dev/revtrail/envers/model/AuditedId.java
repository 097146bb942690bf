package dev.revtrail.envers.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.internal.entities.mapper.id.IdMapper;
import org.jspecify.annotations.Nullable;

/**
 * The id of a record in the properties of an audit row.
 *
 * @param prefix what stands before the names of the properties
 * @param key how the id is spelled
 */
public record AuditedId(String prefix, RecordKey key) {

	/** The paths to the parts of the id, in the order of their names. */
	List<String> paths() {
		return this.key.parts().stream().map((part) -> this.prefix + part.name()).toList();
	}

	/**
	 * Whether the id has structure. Of a simple one Envers gets everything right.
	 */
	public boolean isStructured() {
		return this.key.parts().size() > 1 || !this.key.references().isEmpty();
	}

	/**
	 * Writes an id into a row.
	 * @param id the id; null for none
	 * @param row the row
	 * @param session the session that refers to other records
	 */
	public void write(@Nullable Object id, Map<String, @Nullable Object> row,
			SharedSessionContractImplementor session) {
		Map<String, @Nullable Object> parts = new HashMap<>();
		if (id != null) {
			this.key.shape().disassemble(id, parts, session);
		}
		this.key.parts()
			.forEach((part) -> row.put(this.prefix + part.property(),
					(id != null) ? property(part, parts, session) : null));
	}

	private @Nullable Object property(RecordKey.IdPart part, Map<String, @Nullable Object> parts,
			SharedSessionContractImplementor session) {
		IdShape reference = this.key.references().get(part.property());
		return (reference != null) ? reference.assemble(parts, session) : parts.get(part.name());
	}

	/**
	 * Puts those references of the id together whose parts Envers has written in place of
	 * them.
	 * @param row the row
	 * @param session the session that refers to other records
	 */
	public void restoreReferences(Map<String, @Nullable Object> row, SharedSessionContractImplementor session) {
		this.key.references().forEach((property, reference) -> {
			Map<String, @Nullable Object> parts = new HashMap<>();
			this.key.parts()
				.stream()
				.filter((part) -> part.property().equals(property) && row.containsKey(this.prefix + part.name()))
				.forEach((part) -> parts.put(part.name(),
						Objects.requireNonNull(row.remove(this.prefix + part.name()))));
			if (!parts.isEmpty()) {
				row.put(this.prefix + property, reference.assemble(parts, session));
			}
		});
	}

	/** The names of an id's parts, sorted. */
	public static List<String> partNames(IdMapper mapper) {
		Map<String, Object> parts = new HashMap<>();
		mapper.mapToMapFromId(parts, null);
		return parts.keySet().stream().sorted().toList();
	}

}
