package example.orchard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import example.graft.GraftApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class OrchardApplicationTests {

	/** On the class path, as Liquibase reads it. */
	private static final Path CHANGES = Path.of("target/classes/db/changelog/changes");

	private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

	@AfterEach
	void removeWhatWasWritten() throws IOException {
		for (String file : new String[] { "002-revtrail.sql", "003-graft.sql", "004-revtrail.sql" }) {
			Files.deleteIfExists(CHANGES.resolve(file));
		}
	}

	@Test
	void whatIsMissingBecomesTheNextChangeLog(CapturedOutput output) throws IOException {
		assertThatThrownBy(() -> start(OrchardApplication.class).close()).isNotNull();
		assertThat(CHANGES.resolve("002-revtrail.sql")).content().containsIgnoringCase("create table tree_aud");
		try (ConfigurableApplicationContext context = start(OrchardApplication.class)) {
			Tree tree = new Tree();
			tree.kind = "pear";
			context.getBean(Trees.class).save(tree);
			assertThat(context.getBean(ChangeLog.class)
				.count(ChangeQuery.in(Scope.everything()).record(new RecordRef("TREE", "0")))).isEqualTo(1);
		}

		Files.writeString(CHANGES.resolve("003-graft.sql"), """
				--liquibase formatted sql

				--changeset orchard:3
				alter table tree add column scion varchar(40);
				""");
		assertThatThrownBy(() -> start(GraftApplication.class).close()).isNotNull();
		assertThat(CHANGES.resolve("004-revtrail.sql")).content().containsIgnoringCase("alter table").contains("scion");
		int before = output.length();
		start(GraftApplication.class).close();
		assertThat(output.toString().substring(before)).doesNotContain("WARN").doesNotContain("ERROR");
	}

	private ConfigurableApplicationContext start(Class<?> application) {
		return new SpringApplicationBuilder(application).properties("spring.datasource.url=" + this.url)
			.run("--revtrail.schema.initialize=never", "--revtrail.schema.audit-tables=validate",
					"--revtrail.schema.export=liquibase", "--revtrail.schema.export-directory=" + CHANGES);
	}

}
