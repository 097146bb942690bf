package dev.revtrail.web.admin;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.OrganizationTree;
import dev.revtrail.Revision;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.entry.FromTo;
import org.jspecify.annotations.Nullable;

/**
 * Shows an entry as contract 3 has it.
 */
final class AdminAuditLogView {

	private final OrganizationTree organizations;

	AdminAuditLogView(OrganizationTree organizations) {
		this.organizations = organizations;
	}

	Map<String, @Nullable Object> of(ChangeEntry entry) {
		Revision revision = entry.revision();
		Actor actor = revision.actor();
		Revision.Request request = revision.request();
		boolean known = actor.type() != Actor.Type.ANONYMOUS;
		Map<String, @Nullable Object> row = new LinkedHashMap<>();
		row.put("id", EntryId.format(entry.id()));
		row.put("ts", revision.recordedAt().toString());
		row.put("actor_id", known ? actor.id() : null);
		row.put("actor_type", known ? actor.type().name().toLowerCase(Locale.ROOT) : null);
		row.put("brand_id", brand(entry));
		row.put("request_id", revision.requestId());
		row.put("source", revision.source());
		row.put("event_type", entry.eventType());
		row.put("entity_type", lowerSnake(entry.record().type()));
		row.put("entity_id", entry.record().hasId() ? entry.record().id() : null);
		row.put("http_method", (request != null) ? request.method() : null);
		row.put("http_path", (request != null) ? request.path() : null);
		row.put("http_status", (request != null) ? request.status() : null);
		row.put("details", details(entry));
		return row;
	}

	/**
	 * Returns the brand of the entry's organization. Where the host does not name it, it
	 * is known from actors of that organization.
	 */
	private @Nullable String brand(ChangeEntry entry) {
		String organization = entry.organizationId();
		if (organization == null) {
			return null;
		}
		Actor actor = entry.revision().actor();
		return this.organizations.brandOf(organization)
			.orElse(organization.equals(actor.organizationId()) ? actor.brand() : null);
	}

	private static Map<String, Object> details(ChangeEntry entry) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("changes", FromTo.of(entry));
		if (entry.revision().note() != null) {
			details.put("note", entry.revision().note());
		}
		details.put("outcome", lowerSnake(entry.outcome().name()));
		entry.data().forEach(details::putIfAbsent);
		return details;
	}

	static String lowerSnake(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

}
