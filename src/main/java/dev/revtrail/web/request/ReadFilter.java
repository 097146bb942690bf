package dev.revtrail.web.request;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.revtrail.ChangeCriteria;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text of a filter as it was understood: a JSON object of what narrows a query, in
 * one form for all queries that select the same. Places that pages begin at are no
 * filters.
 */
final class ReadFilter {

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private ReadFilter() {
	}

	/** The filter of a query; empty for all entries. */
	static String of(ChangeQuery query) {
		Map<String, Object> filter = of(query.criteria());
		return filter.isEmpty() ? "" : MAPPER.writeValueAsString(filter);
	}

	private static Map<String, Object> of(ChangeCriteria criteria) {
		Map<String, Object> filter = new LinkedHashMap<>();
		put(filter, "record_types", criteria.recordTypes());
		put(filter, "except_record_types", criteria.exceptRecordTypes());
		put(filter, "record_ids", criteria.recordIds());
		put(filter, "actions", criteria.actions());
		put(filter, "since", criteria.since());
		put(filter, "until", criteria.until());
		put(filter, "actor", criteria.actor());
		put(filter, "actor_types", criteria.actorTypes());
		put(filter, "patient", criteria.patient());
		put(filter, "organization", criteria.organization());
		put(filter, "outcome", criteria.outcome());
		put(filter, "brand", criteria.brand());
		put(filter, "source", criteria.source());
		put(filter, "request_id", criteria.requestId());
		put(filter, "ip_address", criteria.ipAddress());
		put(filter, "revision", criteria.revision());
		put(filter, "event_type", criteria.eventType());
		put(filter, "field", criteria.field());
		put(filter, "ids", criteria.ids());
		if (!criteria.exceptions().isEmpty()) {
			filter.put("except", criteria.exceptions().stream().map(ReadFilter::of).toList());
		}
		if (!criteria.alternatives().isEmpty()) {
			filter.put("any_of",
					criteria.alternatives().stream().map((any) -> any.stream().map(ReadFilter::of).toList()).toList());
		}
		return filter;
	}

	/** The filter of a look at one record. */
	static String of(RecordRef record) {
		Map<String, Object> filter = new LinkedHashMap<>();
		filter.put("record_types", List.of(record.type()));
		filter.put("record_ids", List.of(record.id()));
		return MAPPER.writeValueAsString(filter);
	}

	/** The filter of a search for names. */
	static String ofSearch(String what, String text, Collection<String> recordTypes) {
		Map<String, Object> filter = new LinkedHashMap<>();
		filter.put(what, text);
		put(filter, "record_types", recordTypes);
		return MAPPER.writeValueAsString(filter);
	}

	private static void put(Map<String, Object> filter, String name, Optional<?> value) {
		value.ifPresent((present) -> put(filter, name, present));
	}

	private static void put(Map<String, Object> filter, String name, Object value) {
		if (!(value instanceof Collection<?> values)) {
			filter.put(name, (value instanceof Number) ? value : value.toString());
		}
		else if (!values.isEmpty()) {
			filter.put(name, values.stream().map(Objects::toString).sorted().toList());
		}
	}

}
