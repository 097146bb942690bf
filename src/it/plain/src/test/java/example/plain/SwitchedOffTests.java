package example.plain;

import dev.revtrail.ChangeLog;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** A web application, with the library switched off. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "revtrail.enabled=false", "spring.datasource.url=jdbc:h2:mem:off" })
class SwitchedOffTests {

	@Test
	void enversAuditsByItself(@Autowired Books books, @Autowired ObjectProvider<ChangeLog> changeLog,
			@Autowired JdbcTemplate jdbc) throws Exception {
		Book book = new Book();
		book.title = "Emma";
		books.save(book);

		assertThat(changeLog.getIfAvailable()).isNull();
		assertThat(jdbc.queryForObject("select count(*) from book_aud join revinfo using (rev)", Long.class)).isEqualTo(1);
		assertThat(jdbc.queryForList("show tables")).noneMatch((row) -> row.toString().contains("REVTRAIL"));
	}

}
