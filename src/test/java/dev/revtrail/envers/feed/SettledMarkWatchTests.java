package dev.revtrail.envers.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Thing;
import dev.revtrail.feed.SettledMark;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Those who watch the mark learn of it on the node that advances it and on the others.
 */
class SettledMarkWatchTests {

	private final TestDatabase.Access database = TestDatabase.create();

	@Test
	void everyNodeAnnouncesTheMarkToThoseWhoWatchIt() {
		try (var one = node(); var other = node()) {
			await().until(() -> Stream.of(one, other).filter((node) -> mark(node).isLeading()).count() == 1);
			List<Long> onOne = new CopyOnWriteArrayList<>();
			List<Long> onOther = new CopyOnWriteArrayList<>();
			SettledMark.Watch first = mark(one).watch(() -> onOne.add(mark(one).revision()));
			SettledMark.Watch second = mark(other).watch(() -> onOther.add(mark(other).revision()));
			mark(one).watch(() -> {
				throw new IllegalStateException("on purpose");
			});

			for (int i = 0; i < 3; i++) {
				long before = mark(one).revision();
				change(one);
				await().until(() -> !onOne.isEmpty() && onOne.get(onOne.size() - 1) > before && !onOther.isEmpty()
						&& onOther.get(onOther.size() - 1) > before);
			}
			assertThat(onOne).isSorted();
			assertThat(onOther).isSorted();

			first.close();
			second.close();
			int announced = onOne.size();
			long before = mark(one).revision();
			change(one);
			await().until(() -> mark(one).revision() > before && mark(other).revision() > before);
			assertThat(onOne).hasSize(announced);
		}
	}

	private static SettledMark mark(ConfigurableApplicationContext node) {
		return node.getBean(SettledMark.class);
	}

	private static void change(ConfigurableApplicationContext node) {
		node.getBean(TransactionTemplate.class)
			.executeWithoutResult((status) -> node.getBean(EntityManager.class).persist(new Thing.Nurse()));
	}

	private ConfigurableApplicationContext node() {
		Map<String, Object> properties = new HashMap<>(this.database.properties());
		properties.putAll(Map.of("spring.config.name", "hospital", "spring.flyway.enabled", "false",
				"spring.jpa.hibernate.ddl-auto", "update", "spring.main.banner-mode", "off", "revtrail.feed.gap-time",
				"1s"));
		return new SpringApplicationBuilder(Hospital.class).web(WebApplicationType.NONE).properties(properties).run();
	}

}
