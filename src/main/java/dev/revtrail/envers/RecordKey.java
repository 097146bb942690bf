package dev.revtrail.envers;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.revtrail.diff.KeyText;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.internal.entities.mapper.id.IdMapper;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

/**
 * How the id of an entity is spelled: its parts in Envers' audit rows, and one text for
 * all of them. A simple id is its own text; the parts of a composite one are ordered by
 * name, separated by commas, with commas and backslashes escaped by a backslash.
 *
 * @param mapper Envers' own knowledge of the id's parts
 * @param parts the parts' names and types, by name
 */
record RecordKey(IdMapper mapper, SortedMap<String, BasicType<?>> parts) {

	static RecordKey of(IdMapper mapper, Map<String, BasicType<?>> parts) {
		return new RecordKey(mapper, new TreeMap<>(parts));
	}

	/**
	 * The values of an id's parts, in the order of their names. A session is needed for
	 * none of the ids that are tracked, but Envers takes one.
	 */
	List<@Nullable Object> values(Object id, @Nullable SharedSessionContractImplementor session) {
		Map<String, Object> values = new LinkedHashMap<>();
		this.mapper.mapToMapFromId(session, values, id);
		List<@Nullable Object> ordered = new ArrayList<>(this.parts.size());
		this.parts.keySet().forEach((name) -> ordered.add(values.get(name)));
		return ordered;
	}

	/** The canonical text of an id, given by its parts; null when there is no id. */
	@Nullable String text(List<? extends @Nullable Object> values) {
		if (values.contains(null)) {
			return null;
		}
		List<String> texts = new ArrayList<>();
		int index = 0;
		for (BasicType<?> type : this.parts.values()) {
			texts.add(toText(type, values.get(index++)));
		}
		return (texts.size() == 1) ? texts.get(0)
				: String.join(",", texts.stream().map((text) -> text.replaceAll("[\\\\,]", "\\\\$0")).toList());
	}

	/** Sets an id's parts as parameters of a statement, and returns the next one. */
	int bind(PreparedStatement statement, int first, List<? extends @Nullable Object> values,
			SharedSessionContractImplementor session) throws SQLException {
		int parameter = first;
		int index = 0;
		for (BasicType<?> type : this.parts.values()) {
			type.nullSafeSet(statement, values.get(index++), parameter, session);
			parameter += type.getColumnSpan(session.getFactory().getRuntimeMetamodels());
		}
		return parameter;
	}

	/** Whether a text is the id of such a record, as it is spelled today. */
	boolean canBe(String text) {
		try {
			parse(text);
			return true;
		}
		catch (RuntimeException ex) {
			// Each type has exceptions of its own for what it cannot read
			return false;
		}
	}

	/** The id that a canonical text spells. */
	Object id(String text) {
		Map<String, Object> values = new LinkedHashMap<>();
		Iterator<Object> parsed = parse(text).iterator();
		this.parts.keySet().forEach((name) -> values.put(name, parsed.next()));
		return this.mapper.mapToIdFromMap(values);
	}

	/** Reads a canonical text back into the values of the parts. */
	List<Object> parse(String text) {
		List<String> texts = (this.parts.size() == 1) ? List.of(text) : split(text);
		if (texts.size() != this.parts.size()) {
			throw new IllegalArgumentException("The id '" + text + "' does not have " + this.parts.size() + " parts.");
		}
		List<Object> values = new ArrayList<>();
		int index = 0;
		for (BasicType<?> type : this.parts.values()) {
			values.add(type.getJavaTypeDescriptor().fromString(texts.get(index++)));
		}
		return values;
	}

	/** A number has the same text in whatever scale, as its column may have another. */
	@SuppressWarnings("unchecked")
	private static String toText(BasicType<?> type, @Nullable Object value) {
		return (value instanceof BigDecimal) ? KeyText.of(value)
				: ((BasicType<@Nullable Object>) type).getJavaTypeDescriptor().toString(value);
	}

	private static List<String> split(String text) {
		List<String> parts = new ArrayList<>();
		StringBuilder part = new StringBuilder();
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '\\' && i + 1 < text.length()) {
				part.append(text.charAt(++i));
			}
			else if (c == ',') {
				parts.add(part.toString());
				part.setLength(0);
			}
			else {
				part.append(c);
			}
		}
		parts.add(part.toString());
		return parts;
	}

}
