package dev.revtrail.web.audit;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.Revision;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.entry.FromTo;
import org.jspecify.annotations.Nullable;

/**
 * Shows an entry as contract 2 has it.
 */
final class AuditView {

	private AuditView() {
	}

	static Map<String, @Nullable Object> of(ChangeEntry entry) {
		Actor actor = entry.revision().actor();
		Revision.Request request = entry.revision().request();
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("id", "aud_" + EntryId.format(entry.id()));
		view.put("actorId", (actor.type() != Actor.Type.ANONYMOUS) ? actor.id() : null);
		view.put("actorName", actor.name());
		view.put("entityType", entry.record().type());
		view.put("entityId", entry.record().hasId() ? entry.record().id() : null);
		view.put("action", entry.action().name());
		view.put("changes", FromTo.of(entry));
		view.put("timestamp", entry.revision().recordedAt().toString());
		view.put("ipAddress", (request != null) ? request.ipAddress() : null);
		return view;
	}

}
