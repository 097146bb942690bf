package dev.revtrail.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.reconciliation.Discrepancy;
import dev.revtrail.reconciliation.Reconciliation;
import dev.revtrail.reconciliation.ReconciliationReport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may begin and stop reconciliations over Actuator.
 */
@Tag("h2")
@Tag("unit")
class ReconciliationEndpointTests {

	private static final ReconciliationReport REPORT = new ReconciliationReport("USER", ReconciliationReport.State.DONE,
			Instant.EPOCH, Instant.EPOCH, 1, 1, 1, 1, 0, 0, 0,
			List.of(new Discrepancy(Discrepancy.Kind.CHANGED, new RecordRef("USER", "1"), Set.of("name"), 1L)), null);

	private final Recorded reconciliation = new Recorded();

	@Test
	void whoHasTheAuthorityBeginsAndStopsThem() {
		ReconciliationEndpoint endpoint = endpoint(Caller.AUDIT_RECONCILIATION);

		assertThat(endpoint.start(Set.of("USER")).getStatus()).isEqualTo(202);
		assertThat(endpoint.start(null).getStatus()).isEqualTo(202);
		assertThat(endpoint.stop().getStatus()).isEqualTo(202);

		assertThat(this.reconciliation.calls).hasToString("[start [USER], start [], stop]");
		assertThat(endpoint.reports()).containsExactly(REPORT);
	}

	@Test
	void anUnknownTypeIsRefused() {
		var answer = endpoint(Caller.AUDIT_RECONCILIATION).start(Set.of("CRATE"));

		assertThat(answer.getStatus()).isEqualTo(400);
		assertThat(answer.getBody()).isEqualTo("There is no CRATE.");
	}

	@Test
	void othersAreRefused() {
		for (ReconciliationEndpoint endpoint : List.of(endpoint(Caller.AUDIT_ALL), endpoint(null),
				new ReconciliationEndpoint(this.reconciliation,
						new StaticListableBeanFactory().getBeanProvider(CallerResolver.class)))) {
			assertThat(endpoint.start(null).getStatus()).isEqualTo(403);
			assertThat(endpoint.stop().getStatus()).isEqualTo(403);
			assertThat(endpoint.reports()).containsExactly(REPORT.withoutRecords());
		}
		assertThat(this.reconciliation.calls).isEmpty();
	}

	private ReconciliationEndpoint endpoint(@Nullable String authority) {
		CallerResolver resolver = () -> Optional.ofNullable(authority)
			.map((granted) -> new Caller(Actor.user("1"), Scope.nothing(), Set.of(granted)));
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("callers", resolver);
		return new ReconciliationEndpoint(this.reconciliation, beans.getBeanProvider(CallerResolver.class));
	}

	/**
	 * Notes what is asked of it.
	 */
	private static final class Recorded implements Reconciliation {

		private final List<String> calls = new ArrayList<>();

		@Override
		public ReconciliationReport run(String recordType, Consumer<Discrepancy> found) {
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
		public List<ReconciliationReport> reports() {
			return List.of(REPORT);
		}

		@Override
		public long compared() {
			return 0;
		}

		@Override
		public long discrepancies() {
			return 0;
		}

	}

}
