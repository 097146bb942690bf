package dev.revtrail.actuate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.Scope;
import dev.revtrail.baseline.Baseline;
import dev.revtrail.baseline.BaselineStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may begin and stop baselines over Actuator.
 */
@Tag("h2")
@Tag("unit")
class BaselineEndpointTests {

	private final Recorded baseline = new Recorded();

	@Test
	void whoHasTheAuthorityBeginsAndStopsThem() {
		BaselineEndpoint endpoint = endpoint(Caller.AUDIT_BASELINE);

		assertThat(endpoint.start(Set.of("USER")).getStatus()).isEqualTo(202);
		assertThat(endpoint.start(null).getStatus()).isEqualTo(202);
		assertThat(endpoint.stop().getStatus()).isEqualTo(202);

		assertThat(this.baseline.calls).hasToString("[start [USER], start [], stop]");
		assertThat(endpoint.status()).isEqualTo(List.of());
	}

	@Test
	void anUnknownTypeIsRefused() {
		var answer = endpoint(Caller.AUDIT_BASELINE).start(Set.of("CRATE"));

		assertThat(answer.getStatus()).isEqualTo(400);
		assertThat(answer.getBody()).isEqualTo("There is no CRATE.");
	}

	@Test
	void othersAreRefused() {
		for (BaselineEndpoint endpoint : List.of(endpoint(Caller.AUDIT_ALL), endpoint(null), new BaselineEndpoint(
				this.baseline, new StaticListableBeanFactory().getBeanProvider(CallerResolver.class)))) {
			assertThat(endpoint.start(null).getStatus()).isEqualTo(403);
			assertThat(endpoint.stop().getStatus()).isEqualTo(403);
		}
		assertThat(this.baseline.calls).isEmpty();
	}

	private BaselineEndpoint endpoint(@Nullable String authority) {
		CallerResolver resolver = () -> Optional.ofNullable(authority)
			.map((granted) -> new Caller(Actor.user("1"), Scope.nothing(), Set.of(granted)));
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("callers", resolver);
		return new BaselineEndpoint(this.baseline, beans.getBeanProvider(CallerResolver.class));
	}

	/**
	 * Notes what is asked of it.
	 */
	private static final class Recorded implements Baseline {

		private final List<String> calls = new ArrayList<>();

		@Override
		public BaselineStatus run(String recordType) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void start(Collection<String> recordTypes) {
			if (recordTypes.contains("CRATE")) {
				throw new IllegalArgumentException("There is no CRATE.");
			}
			this.calls.add("start " + List.copyOf(recordTypes));
		}

		@Override
		public boolean stop() {
			return this.calls.add("stop");
		}

		@Override
		public List<BaselineStatus> status() {
			return List.of();
		}

		@Override
		public long scanned() {
			return 0;
		}

		@Override
		public long written() {
			return 0;
		}

	}

}
