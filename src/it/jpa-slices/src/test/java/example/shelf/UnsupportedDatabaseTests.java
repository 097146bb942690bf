package example.shelf;

import java.util.List;

import dev.revtrail.ChangeLog;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.envers.AuditReader;
import org.hibernate.envers.AuditReaderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.transaction.TestTransaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/** HSQLDB, which the library does not support. */
class UnsupportedDatabaseTests {

	@Nested
	@DataJpaTest(properties = "revtrail.enabled=false")
	@AutoConfigureTestDatabase(connection = EmbeddedDatabaseConnection.HSQLDB)
	class SwitchedOff {

		@Test
		void enversAuditsByItself(@Autowired Novels novels, @Autowired EntityManagerFactory factory,
				@Autowired ObjectProvider<ChangeLog> changeLog) {
			Novel novel = novels.save(new Novel("Emma"));
			TestTransaction.flagForCommit();
			TestTransaction.end();

			AuditReader reader = AuditReaderFactory.get(factory.createEntityManager());
			List<Number> revisions = reader.getRevisions(Novel.class, novel.id);
			assertThat(revisions).hasSize(1);
			assertThat(changeLog.getIfAvailable()).isNull();
		}

	}

	@Nested
	@ExtendWith(OutputCaptureExtension.class)
	class SwitchedOn {

		@Test
		void theStartupSaysWhatIsSupported(CapturedOutput output) {
			assertThatException().isThrownBy(() -> SpringApplication.run(ShelfApplication.class,
					"--spring.datasource.url=jdbc:hsqldb:mem:shelf", "--server.port=0"));

			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("Revtrail does not support the database HSQL Database Engine.")
				.contains("H2, MySQL, MariaDB and PostgreSQL")
				.contains("revtrail.enabled=false");
		}

	}

}
