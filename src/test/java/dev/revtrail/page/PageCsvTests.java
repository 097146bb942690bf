package dev.revtrail.page;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Changes;
import dev.revtrail.FieldChange;
import dev.revtrail.Labels;
import dev.revtrail.LargeValue;
import dev.revtrail.Outcome;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes in words.
 */
@Tag("unit")
class PageCsvTests {

	private static final RecordRef ANN = new RecordRef("PATIENT", "12");

	@Test
	void valuesAreRecorded() {
		assertThat(changes(Action.UPDATE, new FieldChange.Value("city", "Leeds", null, true),
				new FieldChange.Value("phone", null, "1", false),
				new FieldChange.Value("gone", null, null, true, false), new FieldChange.Hidden("number")))
			.isEqualTo("city: Leeds → (none); phone: (not known) → 1; gone: (none) → (not known); "
					+ "number: (masked) → (masked)");
		assertThat(changes(Action.CREATE, new FieldChange.Hidden("number"))).isEqualTo("number: (none) → (masked)");
		assertThat(changes(Action.DELETE, new FieldChange.Hidden("number"))).isEqualTo("number: (masked) → (none)");
	}

	@Test
	void whatOnlyLooksMaskedIsRecorded() {
		assertThat(
				changes(Action.UPDATE, new FieldChange.Value("settings", Map.of("masked", true), Map.of("a", 1), true)))
			.isEqualTo("settings: masked = true → a = 1");
	}

	@Test
	void referencedRecordsHaveNames() {
		assertThat(changes(Action.UPDATE, new FieldChange.Value("patient", "11", "12", true)))
			.isEqualTo("patient: 11 → 12 (Ann Miller)");
	}

	@Test
	void collectionsAreRecordedWhole() {
		FieldChange tags = new FieldChange.Elements("tags", List.of("b"), List.of(), List.of(),
				new FieldChange.Whole(List.of("a"), List.of("a", "b")));
		FieldChange phones = new FieldChange.Keys("phones", Map.of("home", "1"), Map.of(), Map.of(),
				new FieldChange.Whole(Map.of(), Map.of("home", "1")));
		FieldChange unknown = new FieldChange.Elements("older", List.of("b"), List.of());

		assertThat(changes(Action.UPDATE, tags, phones, unknown))
			.isEqualTo("tags: a → a, b; phones: (none) → home = 1; older: (not known) → (not known)");
	}

	@Test
	void largeValuesAreRecordedByTheirStart() {
		assertThat(changes(Action.UPDATE,
				new FieldChange.Value("text", null, new LargeValue("Once", 100000, "ab12"), true)))
			.isEqualTo("text: (none) → Once… (100000 in all, SHA-256 ab12)");
	}

	@Test
	void anEventThatChangedNothingHasARow() {
		assertThat(row(entry(Action.VIEW))).isEqualTo("2026-03-01T08:00:00.123456Z,,,system,system,PATIENT,12,"
				+ "Ann Miller,VIEW,success,12,Ann Miller,north,,,,,,,nightly,Seen,,800000000000002a,\r\n");
	}

	private static String changes(Action action, FieldChange... changes) {
		String row = row(entry(action, changes));
		String[] around = row.split(",north,|,,,,,,nightly", -1);
		return around[1].replaceAll("^\"|\"$", "");
	}

	private static String row(ChangeEntry entry) {
		return new String(PageCsv.FORMAT.row(entry), StandardCharsets.UTF_8);
	}

	private static ChangeEntry entry(Action action, FieldChange... changes) {
		RecordLabel ann = new RecordLabel(ANN, "Ann Miller");
		return new ChangeEntry(42,
				new Revision(7, Instant.parse("2026-03-01T08:00:00.123456Z"), Actor.SYSTEM, "nightly", null, null, null,
						"Seen"),
				action, ANN, ANN, "north", new Changes(Arrays.asList(changes)), Outcome.SUCCESS, Map.of(),
				new Labels(ann, ann, Map.of("patient", Map.of("12", ann)), Map.of()));
	}

}
