package example.shop;

import dev.revtrail.ChangeLog;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** An application with GraphQL and a caller resolver of its own, with the library switched off. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "revtrail.enabled=false", "spring.datasource.url=jdbc:h2:mem:off", "revtrail.graphql.enabled=true" })
class SwitchedOffTests {

	@Test
	void enversAuditsByItself(@Autowired Parcels parcels, @Autowired ObjectProvider<ChangeLog> changeLog,
			@Autowired JdbcTemplate jdbc) throws Exception {
		parcels.save(new ShopApplication.Parcel());

		assertThat(changeLog.getIfAvailable()).isNull();
		assertThat(jdbc.queryForObject("select count(*) from parcel_aud join revinfo using (rev)", Long.class)).isEqualTo(1);
		assertThat(jdbc.queryForList("show tables")).noneMatch((row) -> row.toString().contains("REVTRAIL"));
	}

}
