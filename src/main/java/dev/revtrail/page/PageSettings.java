package dev.revtrail.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.EntrySubjects;
import dev.revtrail.EventType;
import dev.revtrail.EventTypes;
import dev.revtrail.RecordRef;
import dev.revtrail.web.entry.HostTexts;
import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSource;

/**
 * The settings of the page for its host and its viewer.
 *
 * @param properties the host's settings
 * @param types the types that the page shows
 * @param events the event types
 * @param messages the host's messages
 * @param exports whether there is an export
 */
record PageSettings(PageProperties properties, PageTypes types, EventTypes events, MessageSource messages,
		boolean exports) {

	/** Returns values as people read them who speak a language. */
	PageValues values(Locale locale) {
		return new PageValues(this.types, new HostTexts(this.messages, locale), false);
	}

	/** Returns the settings for a viewer who speaks a language. */
	Map<String, @Nullable Object> view(Caller viewer, Locale locale) {
		HostTexts texts = new HostTexts(this.messages, locale);
		Map<String, @Nullable Object> view = new LinkedHashMap<>();
		view.put("title", this.properties.title());
		view.put("path", this.properties.path());
		view.put("signOut", this.properties.signOut());
		view.put("viewer", of(viewer.actor()));
		view.put("mayOpenPage", viewer.may(Caller.AUDIT_PAGE));
		view.put("mayExport", this.exports && viewer.may(Caller.AUDIT_PAGE) && viewer.may(Caller.AUDIT_EXPORT));
		view.put("types", this.types.views(texts));
		view.put("questions", questions());
		view.put("actions", EntrySubjects.actions(this.events));
		view.put("actionTitles", actionTitles(texts));
		return view;
	}

	/** What is asked most, by the name of its text or by its title. */
	private List<Map<String, String>> questions() {
		List<Map<String, String>> questions = new ArrayList<>();
		if (!this.types.patients().isEmpty()) {
			questions.add(Map.of("text", "question.patient-reads", "filter",
					"action=VIEW&action=PRINT&action=DOWNLOAD&" + this.types.patients()
						.stream()
						.sorted()
						.map((type) -> "type=" + type)
						.collect(Collectors.joining("&"))));
		}
		questions.add(Map.of("text", "question.deletions", "filter", "action=DELETE"));
		questions.add(Map.of("text", "question.sign-ins", "filter", "action=" + Action.SIGN_IN.failed().name()));
		questions.add(Map.of("text", "question.exports", "filter", "action=EXPORT&type=" + RecordRef.CHANGE_LOG));
		this.properties.questions()
			.forEach((question) -> questions.add(Map.of("title", question.title(), "filter", question.filter())));
		return questions;
	}

	/**
	 * What the host calls actions. The page has words of its own for the standard ones.
	 */
	private Map<String, String> actionTitles(HostTexts texts) {
		Map<String, String> titles = new TreeMap<>();
		for (String name : EntrySubjects.actions(this.events)) {
			texts.action(name)
				.or(() -> this.events.find(new Action(name))
					.filter((type) -> !EventType.STANDARD.contains(type))
					.map(EventType::title))
				.ifPresent((title) -> titles.put(name, title));
		}
		return titles;
	}

	private static Map<String, @Nullable Object> of(Actor viewer) {
		Map<String, @Nullable Object> view = PageView.of(viewer);
		view.put("organization", viewer.organizationId());
		return view;
	}

}
