package example.follower;

import java.util.List;

import dev.revtrail.ChangeEntry;
import dev.revtrail.feed.Follower;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootApplication
public class FollowerApplication {

	public static void main(String[] args) {
		SpringApplication.run(FollowerApplication.class, args);
	}

	@Bean
	Follower search(Outbox outbox) {
		return Follower.of("search", outbox::send);
	}

	/** Counts the changes of each order in the application's own database. */
	@Bean
	Follower changes(JdbcClient jdbc) {
		return new Follower() {

			@Override
			public String name() {
				return "changes";
			}

			@Override
			public boolean isTransactional() {
				return true;
			}

			@Override
			public void accept(List<ChangeEntry> entries) {
				for (ChangeEntry entry : entries) {
					jdbc.sql("insert into changed_order (order_id, entry) values (?, ?)")
						.params(entry.record().id(), entry.id())
						.update();
				}
			}

		};
	}

}
