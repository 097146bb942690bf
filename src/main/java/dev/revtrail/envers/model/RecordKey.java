package dev.revtrail.envers.model;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import dev.revtrail.diff.KeyText;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.type.BasicType;
import org.jspecify.annotations.Nullable;

/**
 * How the id of an entity is spelled: its parts, in the id itself and in Envers' audit
 * rows, and one text for all of them. A simple id is its own text; the parts of a
 * composite one are ordered by name, separated by commas, with commas and backslashes
 * escaped by a backslash. The parts of a reference inside of an id are those of the other
 * record's id.
 *
 * @param shape the id's structure
 * @param parts its parts, by name
 * @param references what it refers to, by the property of Envers' audit rows that the
 * reference stands in
 */
public record RecordKey(IdShape shape, List<IdPart> parts, Map<String, IdShape> references) {

	/** The types of the parts. */
	public List<BasicType<?>> types() {
		return this.parts.stream().<BasicType<?>>map(IdPart::type).toList();
	}

	/**
	 * Returns the values of an id's parts, in the order of their names.
	 * @param id the id
	 * @param session the session; null where no record inside of the id has to be read
	 * @return the values
	 */
	public List<@Nullable Object> values(Object id, @Nullable SharedSessionContractImplementor session) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		this.shape.disassemble(id, values, session);
		List<@Nullable Object> ordered = new ArrayList<>(this.parts.size());
		this.parts.forEach((part) -> ordered.add(values.get(part.name())));
		return ordered;
	}

	/** The canonical text of an id, given by its parts; null when there is no id. */
	public @Nullable String text(List<? extends @Nullable Object> values) {
		// Not contains(null), which an immutable list refuses
		return values.stream().anyMatch(Objects::isNull) ? null : ShortenedId.of(String.join(",", texts(values)));
	}

	/** The texts of an id's parts, as they stand in the text of the whole. */
	public List<String> texts(List<? extends @Nullable Object> values) {
		List<String> texts = new ArrayList<>();
		int index = 0;
		for (IdPart part : this.parts) {
			texts.add(inWhole(toText(part.type(), values.get(index++))));
		}
		return texts;
	}

	private String inWhole(String text) {
		return (this.parts.size() == 1) ? text : text.replaceAll("[\\\\,]", "\\\\$0");
	}

	/**
	 * Spells the parts of an id that can have several spellings in a way of their own.
	 * @param text the id's text
	 * @param spelling what spells a part so
	 * @return the text; as it was given where it is not the whole id
	 */
	public String respelled(String text, UnaryOperator<String> spelling) {
		List<String> texts = partsOf(text);
		if (texts.size() != this.parts.size() || ShortenedId.isShortened(text)) {
			return text;
		}
		List<String> spelled = new ArrayList<>();
		for (int i = 0; i < texts.size(); i++) {
			boolean loose = this.parts.get(i).comparison() != KeyComparison.EXACT;
			spelled.add(inWhole(loose ? spelling.apply(texts.get(i)) : texts.get(i)));
		}
		return String.join(",", spelled);
	}

	/** Whether one id can have several spellings. */
	public boolean isLoose() {
		return this.parts.stream().anyMatch((part) -> part.comparison() != KeyComparison.EXACT);
	}

	/** Sets an id's parts as parameters of a statement, and returns the next one. */
	public int bind(PreparedStatement statement, int first, List<? extends @Nullable Object> values,
			SharedSessionContractImplementor session) throws SQLException {
		int parameter = first;
		int index = 0;
		for (IdPart part : this.parts) {
			part.type().nullSafeSet(statement, values.get(index++), parameter, session);
			parameter += part.type().getColumnSpan(session.getFactory().getRuntimeMetamodels());
		}
		return parameter;
	}

	/**
	 * Whether a text is the id of such a record, as it is spelled today. A shortened one
	 * may be, but cannot be read back.
	 */
	public boolean canBe(String text) {
		return ShortenedId.isShortened(text) || isReadable(text);
	}

	/** Whether a text is the whole id of such a record, as it is spelled today. */
	public boolean isReadable(String text) {
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
	public Object id(String text, SharedSessionContractImplementor session) {
		Map<String, @Nullable Object> values = new LinkedHashMap<>();
		Iterator<Object> parsed = parse(text).iterator();
		this.parts.forEach((part) -> values.put(part.name(), parsed.next()));
		return this.shape.assemble(values, session);
	}

	/** Reads a canonical text back into the values of the parts. */
	public List<Object> parse(String text) {
		if (ShortenedId.isShortened(text)) {
			throw new IllegalArgumentException("The id '" + text + "' has been shortened.");
		}
		List<String> texts = partsOf(text);
		if (texts.size() != this.parts.size()) {
			throw new IllegalArgumentException("The id '" + text + "' does not have " + this.parts.size() + " parts.");
		}
		List<Object> values = new ArrayList<>();
		int index = 0;
		for (IdPart part : this.parts) {
			values.add(part.type().getJavaTypeDescriptor().fromString(texts.get(index++)));
		}
		return values;
	}

	/** A number has the same text in any scale, as its column may have another. */
	@SuppressWarnings("unchecked")
	private static String toText(BasicType<?> type, @Nullable Object value) {
		return (value instanceof BigDecimal) ? KeyText.of(value)
				: ((BasicType<@Nullable Object>) type).getJavaTypeDescriptor().toString(value);
	}

	private List<String> partsOf(String text) {
		return (this.parts.size() == 1) ? List.of(text) : split(text);
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

	/**
	 * A part of an id.
	 *
	 * @param property the property of Envers' audit rows that it stands in
	 * @param below the path to it inside of that property, with a leading dot; empty
	 * where the property is the part
	 * @param type its type
	 * @param comparison how its column compares texts
	 */
	public record IdPart(String property, String below, BasicType<?> type, KeyComparison comparison) {

		/** The part's name, by which parts are ordered. */
		public String name() {
			return this.property + this.below;
		}

	}

}
