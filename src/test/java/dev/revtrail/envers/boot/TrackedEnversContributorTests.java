package dev.revtrail.envers.boot;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import dev.revtrail.context.HostCode;
import dev.revtrail.envers.bulk.detect.BulkDetector;
import dev.revtrail.envers.index.LogObservations;
import dev.revtrail.envers.index.SeparateOrganizations;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.boot.internal.EnversServiceImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Only a tracked session factory gets another Envers service than Envers' own.
 */
@Tag("h2")
class TrackedEnversContributorTests {

	private StandardServiceRegistry registry;

	@AfterEach
	void close() {
		StandardServiceRegistryBuilder.destroy(this.registry);
	}

	@Test
	void aFactoryThatIsNotTrackedKeepsEnversOwnService() {
		assertThat(service(Map.of())).isExactlyInstanceOf(EnversServiceImpl.class);
	}

	@Test
	void aTrackedFactoryHasItsOwn() {
		assertThat(service(Map.of(Tracking.SETTING, tracking()))).isInstanceOf(TrackedEnversService.class)
			.satisfies((service) -> assertThat(service.isEnabled()).isTrue());
	}

	@Test
	void enversCanBeSwitchedOffAlsoByAPlaceholder() {
		assertThat(
				service(Map.of(Tracking.SETTING, tracking(), EnversService.INTEGRATION_ENABLED, "false")).isEnabled())
			.isFalse();
		System.setProperty("auditing.on", "false");
		try {
			assertThat(
					service(Map.of(Tracking.SETTING, tracking(), EnversService.INTEGRATION_ENABLED, "${auditing.on}"))
						.isEnabled())
				.isFalse();
		}
		finally {
			System.clearProperty("auditing.on");
		}
	}

	private EnversService service(Map<String, Object> settings) {
		this.registry = new StandardServiceRegistryBuilder().applySettings(settings).build();
		return this.registry.requireService(EnversService.class);
	}

	private static Tracking tracking() {
		RevtrailProperties properties = new Binder(new MapConfigurationPropertySource()).bindOrCreate("revtrail",
				RevtrailProperties.class);
		return new Tracking(properties, new BulkDetector(HostCode.below(List.of())), () -> {
			throw new IllegalStateException("There is no context.");
		}, Clock::systemUTC, SeparateOrganizations::new, LogObservations.NONE, null);
	}

}
