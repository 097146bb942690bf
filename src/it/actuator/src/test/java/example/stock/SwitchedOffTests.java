package example.stock;

import dev.revtrail.ChangeLog;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** An application with a management port of its own, with the library switched off. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "revtrail.enabled=false", "spring.datasource.url=jdbc:h2:mem:off", "management.server.port=0" })
class SwitchedOffTests {

	@Test
	void enversAuditsByItself(@Autowired StockService stock, @Autowired ObjectProvider<ChangeLog> changeLog,
			@Autowired JdbcTemplate jdbc) throws Exception {
		stock.set("pen", 3);

		assertThat(changeLog.getIfAvailable()).isNull();
		assertThat(jdbc.queryForObject("select count(*) from article_aud join revinfo using (rev)", Long.class)).isEqualTo(1);
		assertThat(jdbc.queryForList("show tables")).noneMatch((row) -> row.toString().contains("REVTRAIL"));
	}

}
