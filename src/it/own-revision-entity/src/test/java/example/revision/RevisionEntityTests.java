package example.revision;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import example.revision.after.AfterApplication;
import example.revision.after.HostRevision;
import example.revision.after.Lamp;
import example.revision.after.Lamps;
import example.revision.before.BeforeApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.history.Revision;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class RevisionEntityTests {

	@Test
	void aForeignRevisionEntityStopsTheStartUpAndTheMessageSaysWhatToDo(CapturedOutput output) {
		assertThatThrownBy(() -> new SpringApplicationBuilder(BeforeApplication.class).run().close()).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START", "Action:",
				"dev.revtrail.envers.RevtrailRevision", "revtrail.revision-entity");
	}

	@Test
	void whatTheMessageSaysWorks() {
		try (ConfigurableApplicationContext context = start("spring.datasource.url=jdbc:h2:mem:after")) {
			context.getBean(Lamps.class).save(new Lamp());
			isAudited(context);
			assertThat(context.getBean(ChangeLog.class)
				.count(ChangeQuery.in(Scope.everything()).exceptRecordTypes(RecordRef.CHANGE_LOG))).isEqualTo(1);
		}
	}

	@Test
	void numbersThatAreHandedOutInAdvanceStopTheStartUp(CapturedOutput output) {
		assertThatThrownBy(() -> start("spring.datasource.url=jdbc:h2:mem:sequence",
				"spring.jpa.mapping-resources=numbers-from-a-sequence.xml")
			.close()).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START", "takes its numbers from SequenceStyleGenerator",
				"GenerationType.IDENTITY");
	}

	@Test
	void theRevisionEntityServesEnversWhereTheLibraryIsSwitchedOff() {
		try (ConfigurableApplicationContext context = start("spring.datasource.url=jdbc:h2:mem:off",
				"revtrail.enabled=false")) {
			context.getBean(Lamps.class).save(new Lamp());
			isAudited(context);
			assertThat(context.getBeanProvider(ChangeLog.class).getIfAvailable()).isNull();
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForObject("select concat(actor_id, ' ', source) from revtrail_revision", String.class))
				.isEqualTo("system unknown");
		}
	}

	private static ConfigurableApplicationContext start(String... properties) {
		return new SpringApplicationBuilder(AfterApplication.class)
			.properties("revtrail.revision-entity=" + HostRevision.class.getName(),
					"spring.jpa.hibernate.ddl-auto=update", "revtrail.events.configuration-changes=false")
			.properties(properties)
			.run();
	}

	private static void isAudited(ConfigurableApplicationContext context) {
		assertThat(
				context.getBean(JdbcTemplate.class).queryForObject("select shift from revtrail_revision", String.class))
			.isEqualTo("night");
		Revision<Long, Lamp> last = context.getBean(Lamps.class).findLastChangeRevision(0L).orElseThrow();
		assertThat(last.getRequiredRevisionNumber())
			.isEqualTo(context.getBean(JdbcTemplate.class).queryForObject("select id from revtrail_revision", Long.class));
		assertThat(last.getMetadata().<HostRevision>getDelegate()).isInstanceOf(HostRevision.class);
	}

}
