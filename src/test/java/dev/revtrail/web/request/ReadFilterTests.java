package dev.revtrail.web.request;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeCriteria;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Outcome;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class ReadFilterTests {

	/** Whose entries may be read, and where pages begin. */
	private static final Set<String> NO_FILTERS = Set.of("scope", "olderThan", "newerThan");

	@Test
	void everyCriterionIsRecorded() {
		String filter = ReadFilter.of(ChangeQuery.in(Scope.everything())
			.since(Instant.EPOCH)
			.until(Instant.EPOCH.plusSeconds(1))
			.actor("a")
			.actorTypes(Actor.Type.USER)
			.patient("p")
			.recordTypes("NOTE", "CARE_PLAN")
			.exceptRecordTypes("TASK")
			.recordIds("2", "1")
			.actions(Action.UPDATE, Action.CREATE)
			.outcome(Outcome.SUCCESS)
			.organization("o")
			.brand("b")
			.source("s")
			.requestId("r")
			.revision(7)
			.eventType("e")
			.field("f")
			.ipAddress("i")
			.ids(9L)
			.except((excluded) -> excluded.actor("x").actions(Action.VIEW))
			.anyOf(List.of((one) -> one.source("s"), (other) -> other.source("t"))));

		assertThat(filter).isEqualTo("{\"record_types\":[\"CARE_PLAN\",\"NOTE\"],\"except_record_types\":[\"TASK\"],"
				+ "\"record_ids\":[\"1\",\"2\"],\"actions\":[\"CREATE\",\"UPDATE\"],\"since\":\"1970-01-01T00:00:00Z\","
				+ "\"until\":\"1970-01-01T00:00:01Z\",\"actor\":\"a\",\"actor_types\":[\"USER\"],\"patient\":\"p\","
				+ "\"organization\":\"o\",\"outcome\":\"SUCCESS\",\"brand\":\"b\",\"source\":\"s\",\"request_id\":\"r\","
				+ "\"ip_address\":\"i\",\"revision\":7,\"event_type\":\"e\",\"field\":\"f\",\"ids\":[\"9\"],\"except\":[{\"actions\":[\"VIEW\"],\"actor\":\"x\"}],\"any_of\":[[{\"source\":\"s\"},{\"source\":\"t\"}]]}");
		assertThat(JsonMapper.shared().readTree(filter).propertyNames())
			.hasSameSizeAs(Stream.of(ChangeCriteria.class.getRecordComponents())
				.map(RecordComponent::getName)
				.filter((name) -> !NO_FILTERS.contains(name))
				.toList());
	}

	@Test
	void allEntriesHaveNoFilter() {
		assertThat(ReadFilter.of(ChangeQuery.in(Scope.organization("acme")))).isEmpty();
	}

	@Test
	void whatWasTypedIsRecordedOfASearch() {
		assertThat(ReadFilter.ofSearch("users", "say \"so\"", Set.of())).isEqualTo("{\"users\":\"say \\\"so\\\"\"}");
		assertThat(ReadFilter.ofSearch("records", "ann", Set.of("USER")))
			.isEqualTo("{\"records\":\"ann\",\"record_types\":[\"USER\"]}");
	}

}
