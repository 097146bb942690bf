package dev.revtrail.graphql;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Changes;
import dev.revtrail.FieldChange;
import dev.revtrail.LargeValue;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class ChangedValueTests {

	@Test
	void singleValuesAreTheirText() {
		assertThat(updated(new FieldChange.Value("f", "a", null, true))).isEqualTo(new ChangedValue("f", "a", null));
		assertThat(updated(new FieldChange.Value("f", 1, true, true))).isEqualTo(new ChangedValue("f", "1", "true"));
		assertThat(updated(new FieldChange.Value("f", new BigDecimal("1E+3"), new BigDecimal("0.10"), true)))
			.isEqualTo(new ChangedValue("f", "1000", "0.10"));
		assertThat(updated(new FieldChange.Value("f", "", "{}", true))).isEqualTo(new ChangedValue("f", "", "{}"));
	}

	@Test
	void otherValuesAreTheirJson() {
		assertThat(updated(new FieldChange.Value("f", List.of("a", 1), Map.of("k", new BigDecimal("1E+3")), true)))
			.isEqualTo(new ChangedValue("f", "[\"a\",1]", "{\"k\":1000}"));
		assertThat(updated(new FieldChange.Value("f", null, new LargeValue("Once", 5000, "ab"), true)))
			.isEqualTo(new ChangedValue("f", null, "{\"start\":\"Once\",\"length\":5000,\"sha256\":\"ab\"}"));
	}

	@Test
	void whatIsNotKnownIsNotNull() {
		assertThat(updated(FieldChange.Value.unknown("f")))
			.isEqualTo(new ChangedValue("f", "{\"unknown\":true}", "{\"unknown\":true}"));
		assertThat(updated(new FieldChange.Elements("f", List.of("a"), List.of())))
			.isEqualTo(new ChangedValue("f", "{\"unknown\":true}", "{\"unknown\":true}"));
	}

	@Test
	void maskedValuesAreNotRecorded() {
		FieldChange hidden = new FieldChange.Hidden("f");

		assertThat(updated(hidden)).isEqualTo(new ChangedValue("f", "{\"masked\":true}", "{\"masked\":true}"));
		assertThat(of(Action.CREATE, hidden)).isEqualTo(new ChangedValue("f", null, "{\"masked\":true}"));
		assertThat(of(Action.DELETE, hidden)).isEqualTo(new ChangedValue("f", "{\"masked\":true}", null));
	}

	@Test
	void collectionsAreRecordedWhole() {
		FieldChange elements = new FieldChange.Elements("f", List.of("b"), List.of(), List.of(),
				new FieldChange.Whole(List.of("a"), List.of("a", "b")));
		FieldChange keys = new FieldChange.Keys("f", Map.of("k", 1), Map.of(), Map.of(),
				new FieldChange.Whole(Map.of(), Map.of("k", 1)));

		assertThat(updated(elements)).isEqualTo(new ChangedValue("f", "[\"a\"]", "[\"a\",\"b\"]"));
		assertThat(updated(keys)).isEqualTo(new ChangedValue("f", "{}", "{\"k\":1}"));
		assertThat(of(Action.CREATE, elements)).isEqualTo(new ChangedValue("f", null, "[\"a\",\"b\"]"));
		assertThat(of(Action.DELETE, elements)).isEqualTo(new ChangedValue("f", "[\"a\"]", null));
	}

	private static ChangedValue updated(FieldChange change) {
		return of(Action.UPDATE, change);
	}

	private static ChangedValue of(Action action, FieldChange change) {
		return ChangedValue
			.of(new ChangeEntry(1, new Revision(1, Instant.EPOCH, Actor.SYSTEM, "test", null, null, null, null), action,
					new RecordRef("THING", "1"), null, null, new Changes(List.of(change))))
			.get(0);
	}

}
