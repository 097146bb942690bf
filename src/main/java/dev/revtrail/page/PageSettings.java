package dev.revtrail.page;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.EntrySubjects;
import dev.revtrail.EventTypes;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the page for its host and its viewer.
 *
 * @param properties the host's settings
 * @param types the types that the page shows
 * @param events the event types
 * @param exports whether there is an export
 */
record PageSettings(PageProperties properties, PageTypes types, EventTypes events, boolean exports) {

	/** Returns the settings for a viewer. */
	Map<String, @Nullable Object> view(Caller viewer) {
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("title", this.properties.title());
		view.put("path", this.properties.path());
		view.put("signOut", this.properties.signOut());
		view.put("viewer", of(viewer.actor()));
		view.put("mayExport", this.exports && viewer.may(Caller.AUDIT_EXPORT));
		view.put("types", this.types.views());
		view.put("actions", EntrySubjects.actions(this.events));
		return view;
	}

	private static Map<String, @Nullable Object> of(Actor viewer) {
		Map<String, @Nullable Object> view = PageView.of(viewer);
		view.put("organization", viewer.organizationId());
		return view;
	}

}
