package dev.revtrail.envers.matrix.collections;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

import dev.revtrail.FieldChange;
import org.junit.jupiter.api.Test;

import static dev.revtrail.envers.matrix.collections.CollectionMatrixTests.line;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Maps of all kinds of keys and values are recorded by key.
 */
class MapMatrixTests extends CollectionMatrix {

	private static FieldChange put(String field, String key, Object value) {
		return new FieldChange.Keys(field, Map.of(key, value), Map.of(), Map.of());
	}

	private static FieldChange gone(String field, String key, Object value) {
		return new FieldChange.Keys(field, Map.of(), Map.of(key, value), Map.of());
	}

	private static FieldChange replaced(String field, String key, Object from, Object to) {
		return new FieldChange.Keys(field, Map.of(), Map.of(), Map.of(key, new FieldChange.Replaced(from, to)));
	}

	@Test
	void mapsOfBasicValuesAreRecordedByTheTextOfTheirKeys() {
		Maps maps = new Maps(next());
		maps.texts.put("k", "v");
		maps.numbers.put("n", 1);
		maps.byLevel.put(Level.HIGH, "h");
		maps.byDate.put(LocalDate.of(2026, 1, 2), Level.LOW);
		maps.byAmount.put(new BigDecimal("1.50"), "a");
		maps.byCoord.put(new Coord("B,", 7), "c");
		persisted(maps);
		assertThat(newest("MAPS", maps.id)).containsExactly(put("byAmount", "1.5", "a"), put("byCoord", "B\\,,7", "c"),
				put("byDate", "2026-01-02", "LOW"), put("byLevel", "HIGH", "h"), put("numbers", "n", 1L),
				put("texts", "k", "v"));

		change(Maps.class, maps.id, (found) -> {
			found.texts.put("k", "w");
			found.numbers.put("n", 2);
			found.byLevel.put(Level.HIGH, "i");
			found.byDate.put(LocalDate.of(2026, 1, 2), Level.TOP);
			found.byAmount.put(new BigDecimal("2.25"), "b");
			found.byCoord.put(new Coord("B,", 7), "d");
		});
		assertThat(newest("MAPS", maps.id)).containsExactly(put("byAmount", "2.25", "b"),
				replaced("byCoord", "B\\,,7", "c", "d"), replaced("byDate", "2026-01-02", "LOW", "TOP"),
				replaced("byLevel", "HIGH", "h", "i"), replaced("numbers", "n", 1L, 2L),
				replaced("texts", "k", "v", "w"));

		delete(Maps.class, maps.id);
		assertThat(newest("MAPS", maps.id)).containsExactly(
				new FieldChange.Keys("byAmount", Map.of(), Map.of("1.5", "a", "2.25", "b"), Map.of()),
				gone("byCoord", "B\\,,7", "d"), gone("byDate", "2026-01-02", "TOP"), gone("byLevel", "HIGH", "i"),
				gone("numbers", "n", 2L), gone("texts", "k", "w"));
	}

	@Test
	void keysAndValuesMayBeRecords() {
		Target key = target();
		Target other = target();
		Animal cat = persisted(new Cat(next()));
		Spot spot = persisted(new Spot(new Seat("M,2", 5)));
		Maps maps = new Maps(next());
		maps.textByTarget.put(key, "t");
		maps.lineByTarget.put(key, new Line("l", 1));
		maps.ternary.put(key, cat);
		maps.bySpot.put(spot, "s");
		maps.named.put("n", key);
		maps.leveled.put(Level.LOW, key);
		persisted(maps);
		assertThat(newest("MAPS", maps.id)).containsExactly(put("bySpot", "M\\,2,5", "s"),
				put("leveled", "LOW", text(key.id)), put("lineByTarget", text(key.id), line("l", 1, null, null, null)),
				put("named", "n", text(key.id)), put("ternary", text(key.id), text(cat.id)),
				put("textByTarget", text(key.id), "t"));

		change(Maps.class, maps.id, (found) -> {
			Target same = this.entityManager.getReference(Target.class, key.id);
			found.textByTarget.put(same, "u");
			found.lineByTarget.put(same, new Line("l", 2));
			found.ternary.clear();
			found.named.put("n", this.entityManager.getReference(Target.class, other.id));
			found.leveled.remove(Level.LOW);
		});
		assertThat(newest("MAPS", maps.id)).containsExactly(gone("leveled", "LOW", text(key.id)),
				replaced("lineByTarget", text(key.id), line("l", 1, null, null, null), line("l", 2, null, null, null)),
				replaced("named", "n", text(key.id), text(other.id)), gone("ternary", text(key.id), text(cat.id)),
				replaced("textByTarget", text(key.id), "t", "u"));
	}

	@Test
	void mapsByAnAttributeOfTheirValuesAreRecordedAsReferences() {
		Target target = new Target(next());
		target.code = "c";
		persisted(target);
		Maps maps = new Maps(next());
		maps.coded.put("c", target);
		persisted(maps);
		assertThat(newest("MAPS", maps.id)).containsExactly(joined("coded", text(target.id)));

		change(Maps.class, maps.id, (found) -> {
			found.coded.clear();
		});
		assertThat(newest("MAPS", maps.id)).containsExactly(left("coded", text(target.id)));
	}

	@Test
	void aMapThatIsReplacedHasOnlyItsDifference() {
		Maps maps = new Maps(next());
		maps.texts.putAll(Map.of("a", "1", "b", "2"));
		persisted(maps);

		change(Maps.class, maps.id, (found) -> found.texts = new HashMap<>(Map.of("b", "3", "c", "4")));

		assertThat(newest("MAPS", maps.id)).containsExactly(new FieldChange.Keys("texts", Map.of("c", "4"),
				Map.of("a", "1"), Map.of("b", new FieldChange.Replaced("2", "3"))));
		change(Maps.class, maps.id, (found) -> found.texts = new HashMap<>(Map.of("b", "3", "c", "4")));
		assertThat(history("MAPS", maps.id)).hasSize(2);
	}

}
