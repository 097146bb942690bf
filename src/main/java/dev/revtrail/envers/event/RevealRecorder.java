package dev.revtrail.envers.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.revtrail.Action;
import dev.revtrail.Caller;
import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.capture.ChangedFields;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.model.TrackedModel;

/**
 * Records that masked values were revealed, before anybody sees them: one entry for each
 * record, with the fields, in a transaction of its own. Where that fails, so does the
 * read, or the commit of the transaction that it was part of.
 */
public final class RevealRecorder {

	private final TrackedModel model;

	private final EventRecorder events;

	private final ChangeContext context;

	public RevealRecorder(TrackedModel model, EventRecorder events, ChangeContext context) {
		this.model = model;
		this.events = events;
		this.context = context;
	}

	public void record(Caller caller, List<ChangeEntry> entries) {
		Map<RecordRef, Revealed> revealed = new LinkedHashMap<>();
		for (ChangeEntry entry : entries) {
			Set<String> fields = revealed(entry, caller.authorities());
			if (!fields.isEmpty()) {
				revealed.computeIfAbsent(entry.record(), (record) -> new Revealed(entry, new TreeSet<>()))
					.fields()
					.addAll(fields);
			}
		}
		if (!revealed.isEmpty()) {
			this.events.record(new StandaloneEntries(this.context.current().by(caller.actor()), null, true,
					() -> revealed.values().stream().map(RevealRecorder::row).toList()));
		}
	}

	private Set<String> revealed(ChangeEntry entry, Set<String> authorities) {
		Set<String> fields = new TreeSet<>();
		for (FieldChange change : entry.changes()) {
			String field = this.model.formerNames().fieldToday(entry.record().type(), change.field());
			boolean masked = this.model.ofType(entry.record().type())
				.stream()
				.anyMatch((entity) -> entity.masks().reveals(field, authorities));
			if (masked && !(change instanceof FieldChange.Hidden)) {
				fields.add(change.field());
			}
		}
		return fields;
	}

	private static EntryRow row(Revealed revealed) {
		ChangeEntry entry = revealed.entry();
		EntryRow row = EntryRow.ofEvent(Action.REVEAL, entry.record(), entry.organizationId(),
				(entry.patient() != null) ? entry.patient().id() : null);
		row.changed = ChangedFields.text(List.copyOf(revealed.fields()));
		return row;
	}

	/**
	 * What was revealed of a record.
	 *
	 * @param entry the first entry that revealed something
	 * @param fields the revealed fields
	 */
	private record Revealed(ChangeEntry entry, Set<String> fields) {

	}

}
