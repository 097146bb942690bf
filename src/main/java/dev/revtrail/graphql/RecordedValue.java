package dev.revtrail.graphql;

import java.util.List;
import java.util.Map;

import dev.revtrail.ChangeEntry;
import dev.revtrail.web.request.JsonAnswer;

/**
 * A value that an event carries.
 *
 * @param name the value's name
 * @param value the value as text, which is JSON unless it is text itself
 */
record RecordedValue(String name, String value) {

	/** Returns the values of an event, by name. */
	static List<RecordedValue> of(ChangeEntry event) {
		return event.data()
			.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.map((value) -> new RecordedValue(value.getKey(),
					(value.getValue() instanceof String text) ? text : JsonAnswer.text(value.getValue())))
			.toList();
	}

}
