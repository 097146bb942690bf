package example.follower;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.FieldChange;
import dev.revtrail.feed.Feed;
import dev.revtrail.feed.FollowerStatus;
import jakarta.persistence.EntityManager;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "revtrail.events.configuration-changes=false")
class FollowerApplicationTests {

	@Autowired
	private Outbox outbox;

	@Autowired
	private Feed feed;

	@Autowired
	private JdbcClient jdbc;

	@Autowired
	private TransactionTemplate transaction;

	@Autowired
	private EntityManager entityManager;

	@Test
	void bothFollowersGetEachChangeInOrder() {
		Order order = order();
		await(() -> this.outbox.sent.size() == 1);
		this.outbox.broken = true;
		change(order, "PAID");
		await(() -> state("search") == FollowerStatus.State.PARKED);
		change(order, "SENT");
		await(() -> rows() == 3);
		assertThat(this.outbox.sent).hasSize(1);

		this.outbox.broken = false;
		this.feed.retry("search");
		await(() -> this.outbox.sent.size() == 3);
		List<ChangeEntry> sent = this.outbox.sent;
		assertThat(sent).extracting(ChangeEntry::action).containsExactly(Action.CREATE, Action.UPDATE, Action.UPDATE);
		assertThat(sent.get(2).changes().list())
			.containsExactly(new FieldChange.Value("state", "PAID", "SENT", true));
		assertThat(this.jdbc.sql("select entry from changed_order order by entry").query(Long.class).list())
			.isEqualTo(sent.stream().map(ChangeEntry::id).toList());
	}

	private Order order() {
		return this.transaction.execute((status) -> {
			Order order = new Order();
			this.entityManager.persist(order);
			return order;
		});
	}

	private void change(Order order, String state) {
		this.transaction
			.executeWithoutResult((status) -> this.entityManager.find(Order.class, order.id).state = state);
	}

	private int rows() {
		return this.jdbc.sql("select count(*) from changed_order").query(Integer.class).single();
	}

	private FollowerStatus.State state(String follower) {
		return this.feed.followers()
			.stream()
			.filter((status) -> status.name().equals(follower))
			.map(FollowerStatus::state)
			.findFirst()
			.orElse(FollowerStatus.State.IDLE);
	}

	private static void await(BooleanSupplier condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition::getAsBoolean);
	}

}
