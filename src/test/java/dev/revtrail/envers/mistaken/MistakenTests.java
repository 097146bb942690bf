package dev.revtrail.envers.mistaken;

import dev.revtrail.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * One start-up shows all mistakes, each with what to do about it.
 */
@Tag("h2")
@ExtendWith(OutputCaptureExtension.class)
class MistakenTests {

	private static final String VISIT = Mistaken.Visit.class.getName();

	@Test
	void theFailureAnalysisShowsAllMistakesAndWhatToDo(CapturedOutput output) {
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(Mistaken.class).web(WebApplicationType.NONE)
			.initializers(new TestDatabase())
			.run("--spring.config.name=library", "--spring.jpa.hibernate.ddl-auto=create",
					"--spring.flyway.enabled=false", "--revtrail.schema.initialize=always",
					"--revtrail.bulk.record-types.VISITS=fail")
			.close());

		String analysis = output.getOut().substring(output.getOut().indexOf("APPLICATION FAILED TO START"));
		assertThat(analysis.split("Action:")[0].lines().filter((line) -> line.startsWith("- "))).containsExactly(
				"- The id 'id' of " + Mistaken.Badge.class.getName()
						+ " is masked, but every entry shows the id of its record.",
				"- @Tracked(patient = \"patients\") on " + VISIT + " leads nowhere: '" + VISIT
						+ "' has no persistent attribute 'patients'.",
				"- @Tracked(organization = \"owner()\") on " + VISIT
						+ " leads nowhere: there is no such method without parameters.",
				"- @Tracked(label = \"titel\") on " + VISIT
						+ " names no field that can be a label. It takes subject, title.",
				"- @Formerly says that 'subject' of " + VISIT
						+ " was called 'title', which is the name of another attribute.",
				"- The property revtrail.bulk.record-types.VISITS names no tracked record type.");
		assertThat(analysis.split("Action:")[1].lines().filter((line) -> line.startsWith("- "))).hasSize(5)
			.contains("- Mask other attributes, or give the record an id that may be shown.",
					"- Use the name of a record type in revtrail.bulk.record-types: BADGE, VISIT.");
	}

}
