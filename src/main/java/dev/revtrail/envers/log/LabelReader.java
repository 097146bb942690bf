package dev.revtrail.envers.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Changes;
import dev.revtrail.Labels;
import dev.revtrail.RecordLabel;
import dev.revtrail.RecordRef;
import dev.revtrail.Revision;
import dev.revtrail.Scope;
import dev.revtrail.envers.index.EntryFilter;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.index.RecordEntries;
import dev.revtrail.envers.index.RecordEntries.Turn;
import dev.revtrail.envers.index.SpelledRecords;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedModel;
import org.jspecify.annotations.Nullable;

/**
 * Finds the labels of the records that entries name, each as of the entry's revision. For
 * the record that it changed, an entry knows the place of the label; for others two
 * statements on the index find it. One statement for each entity reads the labels.
 */
final class LabelReader {

	private final TrackedModel model;

	private final EntryFilter filter;

	private final RecordEntries records;

	private final FieldReader states;

	private final SpelledRecords spelled;

	LabelReader(TrackedModel model, EntryFilter filter, RecordEntries records, FieldReader states,
			SpelledRecords spelled) {
		this.model = model;
		this.filter = filter;
		this.records = records;
		this.states = states;
		this.spelled = spelled;
	}

	/**
	 * The entries with their labels, as far as a scope goes.
	 * @param entries the entries
	 * @param rows the rows that they are made of
	 * @param scope the scope
	 * @return the entries, in the same order
	 */
	List<ChangeEntry> label(List<ChangeEntry> entries, List<IndexedEntry> rows, Scope scope) {
		Map<ChangeEntry, List<NamedRecord>> named = new LinkedHashMap<>();
		entries.forEach((entry) -> named.put(entry,
				NamedRecord.in(entry, this.model)
					.stream()
					.filter((record) -> record.types().stream().anyMatch(this::hasLabel))
					.toList()));
		UnaryOperator<RecordRef> asInEntries = this.spelled.asInEntries(named.values()
			.stream()
			.flatMap(List::stream)
			.flatMap((record) -> record.types().stream().map((type) -> new RecordRef(type, record.id())))
			.collect(Collectors.toSet()));
		Map<Turn, WantedState> states = states(named, rows, asInEntries);
		Map<WantedState, String> texts = texts(
				states.values().stream().filter((state) -> state.isWithin(scope, this.filter)).toList());
		return entries.stream()
			.map((entry) -> entry.withLabels(labels(Objects.requireNonNull(named.get(entry)),
					(record) -> label(entry, record, states, texts, asInEntries))))
			.toList();
	}

	/**
	 * The labels of the records that changes name, as of a revision, as far as a scope
	 * goes.
	 */
	Labels labels(RecordRef record, Changes changes, long revision, Scope scope) {
		// Of the revision, its number alone counts
		Revision at = new Revision(revision, Instant.EPOCH, Actor.SYSTEM, "", null, null, null, null);
		ChangeEntry entry = new ChangeEntry(0, at, Action.UPDATE, record, null, null, changes);
		return label(List.of(entry), List.of(), scope).get(0).labels();
	}

	private boolean hasLabel(String recordType) {
		return this.model.ofType(recordType).stream().anyMatch((entity) -> !entity.label().isEmpty());
	}

	/**
	 * Finds, for each record that entries name, the entry that contains its state at
	 * their revision.
	 */
	private Map<Turn, WantedState> states(Map<ChangeEntry, List<NamedRecord>> named, List<IndexedEntry> rows,
			UnaryOperator<RecordRef> asInEntries) {
		Map<Turn, WantedState> states = new HashMap<>();
		rows.stream()
			.filter(IndexedEntry::isChange)
			.forEach((row) -> states.put(turn(row), new WantedState(row, row.is(Action.DELETE))));
		Set<Turn> others = new HashSet<>();
		named.forEach((entry, records) -> records.forEach((record) -> record.types()
			.forEach((type) -> others
				.add(new Turn(entry.revision().number(), asInEntries.apply(new RecordRef(type, record.id())))))));
		others.removeAll(states.keySet());
		if (!others.isEmpty()) {
			states.putAll(states(others));
		}
		return states;
	}

	private Map<Turn, WantedState> states(Set<Turn> wanted) {
		Map<Turn, Turn.Around> turns = this.records.turns(wanted);
		if (turns.isEmpty()) {
			return Map.of();
		}
		Map<Turn, IndexedEntry> rows = new HashMap<>();
		this.records
			.changes(turns.keySet().stream().map(Turn::record).collect(Collectors.toSet()),
					turns.values().stream().map(Turn.Around::teller).collect(Collectors.toSet()))
			.forEach((row) -> rows.put(turn(row), row));
		Map<Turn, WantedState> states = new HashMap<>();
		turns.forEach((turn, around) -> {
			IndexedEntry row = rows.get(new Turn(around.teller(), turn.record()));
			if (row != null && (around.isChanged() || !row.is(Action.CREATE))) {
				states.put(turn, new WantedState(row, !around.isChanged() || row.is(Action.DELETE)));
			}
		});
		return states;
	}

	private Turn turn(IndexedEntry row) {
		return new Turn(row.entry().revision, today(row));
	}

	/** The record of a row, by the name that its type has today. */
	RecordRef today(IndexedEntry row) {
		return new RecordRef(this.model.formerNames().typeToday(row.entry().recordType), row.entry().recordId);
	}

	/** Returns the texts of the labels of states, without regard to scope. */
	Map<WantedState, String> texts(Collection<WantedState> states) {
		Map<WantedState, String> texts = new HashMap<>();
		states.stream()
			.distinct()
			.collect(Collectors.groupingBy((state) -> today(state.row()).type()))
			.forEach((type, ofType) -> {
				for (TrackedEntity entity : this.model.ofType(type)) {
					List<WantedState> open = ofType.stream()
						.filter((state) -> !texts.containsKey(state)
								&& entity.key().canBe(state.row().entry().recordId))
						.toList();
					if (!open.isEmpty() && !entity.label().isEmpty()) {
						read(entity, open, texts);
					}
				}
			});
		return texts;
	}

	private void read(TrackedEntity entity, List<WantedState> states, Map<WantedState, String> texts) {
		FieldReader.Around around = this.states.around(entity, states.stream().map(WantedState::row).toList(),
				Set.copyOf(entity.label()));
		for (WantedState state : states) {
			if (around.hasRow(state.row())) {
				List<String> parts = new ArrayList<>();
				for (String field : entity.label()) {
					FieldReader.Known known = around.in(state, field);
					if (known != null && known.value() != null) {
						parts.add(known.value().toString());
					}
				}
				if (!parts.isEmpty()) {
					texts.put(state, String.join(" ", parts));
				}
			}
		}
	}

	private @Nullable RecordLabel label(ChangeEntry entry, NamedRecord record, Map<Turn, WantedState> states,
			Map<WantedState, String> texts, UnaryOperator<RecordRef> asInEntries) {
		for (String type : record.types()) {
			RecordRef named = new RecordRef(type, record.id());
			WantedState state = states.get(new Turn(entry.revision().number(), asInEntries.apply(named)));
			if (state != null && texts.containsKey(state)) {
				return new RecordLabel(named, texts.get(state));
			}
		}
		return null;
	}

	private static Labels labels(List<NamedRecord> named, Function<NamedRecord, @Nullable RecordLabel> label) {
		RecordLabel ofRecord = null;
		RecordLabel ofPatient = null;
		Map<String, Map<String, RecordLabel>> values = new TreeMap<>();
		Map<String, Map<String, RecordLabel>> keys = new TreeMap<>();
		for (NamedRecord record : named) {
			RecordLabel found = label.apply(record);
			if (found == null) {
				continue;
			}
			switch (record.place()) {
				case RECORD -> ofRecord = found;
				case PATIENT -> ofPatient = found;
				case VALUE ->
					values.computeIfAbsent(record.field(), (field) -> new TreeMap<>()).put(record.id(), found);
				case KEY -> keys.computeIfAbsent(record.field(), (field) -> new TreeMap<>()).put(record.id(), found);
			}
		}
		return new Labels(ofRecord, ofPatient, values, keys);
	}

}
