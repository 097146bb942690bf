package example.revision;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
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
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(AfterApplication.class)
			.properties("revtrail.revision-entity=" + HostRevision.class.getName(),
					"spring.jpa.hibernate.ddl-auto=update", "spring.datasource.url=jdbc:h2:mem:after")
			.run()) {
			context.getBean(Lamps.class).save(new Lamp());
			assertThat(context.getBean(ChangeLog.class).count(ChangeQuery.in(Scope.everything()))).isEqualTo(1);
			assertThat(context.getBean(JdbcTemplate.class)
				.queryForObject("select shift from revtrail_revision", String.class)).isEqualTo("night");
		}
	}

}
