package dev.clinic.api;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import dev.clinic.api.ApiClient.Answer;
import dev.clinic.record.ClinicPrincipal;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request whose record another one changes between its read and its write.
 */
@ApiTest
@Import(OvertakenRequestTests.Overtaking.class)
class OvertakenRequestTests {

	@Autowired
	private ApiClient api;

	@Autowired
	private Overtaking overtaking;

	@Test
	void isRefusedAndChangesNothing() {
		Practice practice = this.api.practice();
		ClinicPrincipal owner = ApiClient.owner(practice);
		String uri = practice.uri("tasks");
		String id = uri.substring(uri.lastIndexOf('/') + 1);

		this.overtaking.before("update task ",
				"update task set version = version + 1, title = 'First' where id = " + id);
		Answer second = this.api.patch(owner, uri, Map.of("title", "Second"));

		assertThat(second.status()).isEqualTo(409);
		assertThat(second.text()).contains("changed by another request");
		assertThat(this.api.get(owner, uri).value("/title")).isEqualTo("First");
		assertThat(this.api.patch(owner, uri, Map.of("title", "Third")).value("/title")).isEqualTo("Third");
	}

	/** Executes a statement on a connection of its own, once, before another one. */
	static class Overtaking implements BeanPostProcessor {

		private final AtomicReference<@Nullable String> statement = new AtomicReference<>();

		private volatile String beginning = "";

		void before(String beginning, String statement) {
			this.beginning = beginning;
			this.statement.set(statement);
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof DataSource dataSource)
					? ProxyDataSourceBuilder.create(dataSource).beforeQuery((execution, queries) -> {
						if (queries.stream().anyMatch((query) -> query.getQuery().startsWith(this.beginning))) {
							execute(dataSource);
						}
					}).build() : bean;
		}

		private void execute(DataSource dataSource) {
			String due = this.statement.getAndSet(null);
			if (due != null) {
				new JdbcTemplate(dataSource).execute(due);
			}
		}

	}

}
