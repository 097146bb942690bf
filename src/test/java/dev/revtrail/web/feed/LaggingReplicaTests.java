package dev.revtrail.web.feed;

import java.net.http.HttpResponse;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.revtrail.Cursor;
import dev.revtrail.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import static dev.revtrail.web.feed.FeedHost.ids;
import static dev.revtrail.web.feed.FeedHost.next;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host that reads from a replica, which has not got the newest entries yet.
 */
class LaggingReplicaTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "&wait=1" })
	void aCursorOfThePrimaryStaysWhereItIs(String wait) throws Exception {
		TestDatabase.Access primary = TestDatabase.create();
		String here;
		TestDatabase.Access replica;
		try (FeedHost host = FeedHost.start(primary)) {
			host.admit("Ann", "north");
			host.settle();
		}
		replica = TestDatabase.copyOf(primary);
		try (FeedHost host = FeedHost.start(primary)) {
			host.admit("Bob", "north");
			host.settle();
			here = next(host.ok("?after=now", "all"));
		}

		try (FeedHost host = FeedHost.start(primary, new Class<?>[] { Replica.class },
				"test.replica.url=" + replica.url(), "test.replica.user=" + replica.user(),
				"test.replica.password=" + replica.password())) {
			assertThat(host.ok("?after=" + here + wait, "all").toString())
				.isEqualTo("{\"items\":[],\"next\":\"" + here + "\"}");
			assertThat(ids(host.ok("", "all"))).hasSize(1);
			String ahead = new Cursor(Cursor.parse(here).entryId() + (1L << 34)).text();
			HttpResponse<String> refused = host.get("?after=" + ahead + wait, "all");
			assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
		}
	}

	/** Has transactions that only read use the replica. */
	@Configuration(proxyBeanMethods = false)
	static class Replica {

		@Bean
		static BeanPostProcessor replica(Environment environment) {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					if (!(bean instanceof HikariDataSource primary)) {
						return bean;
					}
					LazyConnectionDataSourceProxy both = new LazyConnectionDataSourceProxy(primary);
					both.setReadOnlyDataSource(replica(environment));
					return both;
				}

				private static DataSource replica(Environment environment) {
					return DataSourceBuilder.create()
						.url(environment.getRequiredProperty("test.replica.url"))
						.username(environment.getRequiredProperty("test.replica.user"))
						.password(environment.getProperty("test.replica.password", ""))
						.build();
				}

			};
		}

	}

}
