package example.scan.app;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import example.scan.model.Planet;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class ScanApplicationTests {

	@Autowired
	private ChangeLog changeLog;

	@Autowired
	private RecordTypes recordTypes;

	@Autowired
	private EntityManager entities;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private JdbcTemplate jdbc;

	@Test
	void changesAreKeptThoughTheHostScansOnlyItsOwnPackage() {
		this.transaction.executeWithoutResult((status) -> this.entities.persist(new Planet("mars")));
		this.transaction
			.executeWithoutResult((status) -> this.entities.find(Planet.class, "mars").setMoons(2));
		assertThat(this.changeLog.count(ChangeQuery.in(Scope.everything()).record(new RecordRef("PLANET", "mars"))))
			.isEqualTo(2);
		assertThat(this.jdbc.queryForObject("select count(distinct revision) from revtrail_entry where record_type = 'PLANET'",
				Long.class))
			.isEqualTo(2);
	}

	@Test
	void onlyTheHostsRecordsAreTracked() {
		assertThat(this.recordTypes.all()).extracting("name").containsExactly("PLANET");
	}

}
