package dev.revtrail.envers.boot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Recording;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that starts with other settings than before says so in its log.
 */
class ConfigurationChangesTests {

	private final TestDatabase.Access database = TestDatabase.create();

	@Test
	void theFirstStartAndEachThatDiffersAreRecorded() {
		List<ChangeEntry> first = start("create", Map.of("revtrail.bulk.mode", "fail"));
		assertThat(first).allSatisfy((entry) -> {
			assertThat(entry.record()).isEqualTo(new RecordRef(RecordRef.CHANGE_LOG, "configuration ward"));
			assertThat(entry.revision().actor()).isEqualTo(Actor.SYSTEM);
		});
		assertThat(first).extracting(ChangeEntry::data)
			.contains(Map.of("setting", "revtrail.bulk.mode", "to", "fail"))
			.anySatisfy((data) -> {
				assertThat(data).containsEntry("setting", "tracked.PATIENT");
				assertThat(data.get("to")).asString().contains("address.city");
			});
		int before = first.size();
		assertThat(start("none", Map.of("revtrail.bulk.mode", "fail"))).hasSize(before);

		Map<String, Object> other = Map.of("revtrail.bulk.mode", "record", "revtrail.mask", "Patient.born");
		assertThat(start("none", other).subList(0, 3)).extracting(ChangeEntry::data)
			.containsExactlyInAnyOrder(Map.of("setting", "revtrail.bulk.mode", "from", "fail", "to", "record"),
					Map.of("setting", "revtrail.mask", "to", "Patient.born"),
					Map.of("setting", "masked.PATIENT", "to", "born"));
		assertThat(start("none", other)).hasSize(before + 3);
		assertThat(start("none", Map.of("revtrail.bulk.mode", "record")).subList(0, 2)).extracting(ChangeEntry::data)
			.containsExactlyInAnyOrder(Map.of("setting", "revtrail.mask", "from", "Patient.born"),
					Map.of("setting", "masked.PATIENT", "from", "born"));
	}

	private List<ChangeEntry> start(String ddl, Map<String, Object> settings) {
		Map<String, Object> properties = new HashMap<>(this.database.properties());
		properties.putAll(Map.of("spring.config.name", "none", "spring.flyway.enabled", "false",
				"spring.jpa.hibernate.ddl-auto", ddl, "revtrail.schema.initialize", "always",
				"revtrail.events.configuration-changes", "true", "spring.application.name", "ward"));
		properties.putAll(settings);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Hospital.class)
			.web(WebApplicationType.NONE)
			.properties(properties)
			.run()) {
			Awaitility.await().until(() -> context.getBean(Recording.class).pending() == 0);
			return context.getBean(ChangeLog.class)
				.slice(ChangeQuery.in(Scope.everything()).actions(Action.CONFIGURED), null, 500)
				.entries();
		}
	}

}
