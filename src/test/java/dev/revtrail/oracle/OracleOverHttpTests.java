package dev.revtrail.oracle;

import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.LargeValue;
import dev.revtrail.RecordType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page of 50 entries, with collections, references, inheritance and embeddables, reads
 * through contract 1 as it was predicted.
 */
class OracleOverHttpTests extends RegistryTest {

	private static final int PAGE = 50;

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	@Autowired
	WebApplicationContext application;

	@Test
	@WithMockUser(authorities = { "AUDIT_READ", "AUDIT_ALL" })
	void aPageOfFiftyEntriesHasTheChanges() throws Exception {
		List<Prediction> predicted = predicted(11);

		List<?> items = items();

		assertThat(items).hasSize(PAGE);
		Set<String> types = new HashSet<>();
		for (int i = 0; i < PAGE; i++) {
			Prediction prediction = predicted.get(predicted.size() - 1 - i);
			Map<?, ?> item = (Map<?, ?>) items.get(i);
			assertThat(item.get("documents")).isEqualTo(List.of(prediction.id()));
			assertThat(item.get("document_types")).isEqualTo(List.of(new RecordType(prediction.type()).upperCamel()));
			assertThat(item.get("type")).isEqualTo(type(prediction.action()));
			assertThat(details(item)).as(prediction.toString()).isEqualTo(details(prediction));
			types.add(prediction.type());
		}
		assertThat(types).contains("SHEET", "HUMAN").hasSizeGreaterThan(5);
	}

	/** Returns the expected entries, oldest first, which are more than a page. */
	private List<Prediction> predicted(long seed) {
		RandomHistory history = history(seed);
		List<Prediction> predicted = new ArrayList<>();
		while (predicted.size() < 3 * PAGE) {
			Map<String, Prediction> predictions = history.next().predictions();
			for (Map<String, ChangeEntry> reported : reported()) {
				reported.keySet().forEach((name) -> predicted.add(Objects.requireNonNull(predictions.get(name))));
			}
		}
		return predicted;
	}

	private List<?> items() throws UnsupportedEncodingException {
		String answer = MockMvcTester.from(this.application)
			.get()
			.uri("/v1/change-log-entries?sort_by=-_id&per_page=" + PAGE + "&attributes=details&attributes=type"
					+ "&attributes=documents&attributes=document_types")
			.exchange()
			.getResponse()
			.getContentAsString();
		return (List<?>) JSON.readValue(answer, Map.class).get("items");
	}

	private static String type(Action action) {
		return action.equals(Action.CREATE) ? "ADDED" : action.equals(Action.DELETE) ? "DELETED" : "UPDATED";
	}

	/** What was answered, with numbers in one form and elements in no order. */
	private static Map<String, @Nullable Object> details(Map<?, ?> item) {
		Map<String, @Nullable Object> details = new HashMap<>();
		if (item.get("details") instanceof Map<?, ?> parts) {
			parts.forEach((part, fields) -> ((Map<?, ?>) fields)
				.forEach((field, value) -> details.put(part + " " + field, comparable(value))));
		}
		// Moves are checked where the change log itself is asked
		details.keySet().removeAll(List.of("updates steps", "updates queue"));
		return details;
	}

	private static @Nullable Object comparable(@Nullable Object value) {
		if (value instanceof List<?> list) {
			Map<Object, Integer> counts = new HashMap<>();
			list.forEach((element) -> counts.merge(String.valueOf(Reported.observed(element)), 1, Integer::sum));
			return counts;
		}
		return Reported.observed(value);
	}

	private static Map<String, @Nullable Object> details(Prediction prediction) {
		Map<String, @Nullable Object> details = new HashMap<>();
		for (String field : prediction.changed()) {
			Object from = prediction.from(field);
			Object to = prediction.to(field);
			if (from instanceof Shadow.Secret || to instanceof Shadow.Secret) {
				secret(prediction.action(), field, details);
			}
			else if (from instanceof Shadow.Keyed || to instanceof Shadow.Keyed) {
				keys(field, Prediction.entries(from), Prediction.entries(to), details);
			}
			else if (from instanceof Shadow.Bag || to instanceof Shadow.Bag || from instanceof Shadow.Ordered
					|| to instanceof Shadow.Ordered) {
				put(details, "additions " + field,
						Prediction.without(Prediction.elements(to), Prediction.elements(from)));
				put(details, "deletions " + field,
						Prediction.without(Prediction.elements(from), Prediction.elements(to)));
			}
			else {
				value(field, reported(from), reported(to), details);
			}
		}
		return details;
	}

	private static void secret(Action action, String field, Map<String, @Nullable Object> details) {
		Map<String, Object> masked = Map.of("masked", true);
		if (action.equals(Action.UPDATE)) {
			details.put("updates " + field, Map.of("from", masked, "to", masked));
		}
		else {
			details.put((action.equals(Action.CREATE) ? "additions " : "deletions ") + field, masked);
		}
	}

	private static void value(String field, @Nullable Object from, @Nullable Object to,
			Map<String, @Nullable Object> details) {
		if (from == null) {
			details.put("additions " + field, to);
		}
		else if (to == null) {
			details.put("deletions " + field, from);
		}
		else {
			details.put("updates " + field, Map.of("from", from, "to", to));
		}
	}

	private static void keys(String field, Map<String, Object> from, Map<String, Object> to,
			Map<String, @Nullable Object> details) {
		Map<String, Object> joined = new HashMap<>(to);
		joined.keySet().removeAll(from.keySet());
		Map<String, Object> left = new HashMap<>(from);
		left.keySet().removeAll(to.keySet());
		if (!joined.isEmpty()) {
			details.put("additions " + field, joined);
		}
		if (!left.isEmpty()) {
			details.put("deletions " + field, left);
		}
		from.forEach((key, value) -> {
			Object now = to.get(key);
			if (now != null && !now.equals(value)) {
				details.put("updates " + field + "[" + key + "]", Map.of("from", value, "to", now));
			}
		});
	}

	private static void put(Map<String, @Nullable Object> details, String name, List<Object> elements) {
		if (!elements.isEmpty()) {
			details.put(name, comparable(Collections.unmodifiableList(elements)));
		}
	}

	private static @Nullable Object reported(@Nullable Object value) {
		return (value instanceof LargeValue large)
				? Map.of("start", large.start(), "length", Reported.number(large.length()), "sha256", large.sha256())
				: value;
	}

}
