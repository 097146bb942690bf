package dev.revtrail.context;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import dev.revtrail.Actor;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshot.Scope;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.ThreadLocalAccessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
class ChangeContextAccessorTests {

	private static final Origin REQUEST = new Origin(null, "app", "r-1", null);

	private final AtomicReference<Optional<Actor>> known = new AtomicReference<>(Optional.of(Actor.user("7")));

	private final ChangeContext context = new ChangeContext(this.known::get, () -> "app");

	private final ChangeContextAccessor accessor = new ChangeContextAccessor(this.context);

	private final ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().clearMissing(true).build();

	private final ExecutorService pool = Executors.newSingleThreadExecutor();

	@BeforeEach
	void register() {
		this.accessor.afterPropertiesSet();
	}

	@AfterEach
	void unregister() {
		this.accessor.destroy();
		this.pool.shutdownNow();
	}

	@Test
	void whatIsBoundGoesWithASnapshotAndEndsWithItsScope() throws Exception {
		ContextSnapshot snapshot = this.context.call(REQUEST, this.snapshots::captureAll);
		this.known.set(Optional.empty());

		assertThat(this.pool.submit(snapshot.wrap(this.context::current)).get()).isEqualTo(REQUEST.by(Actor.user("7")));
		assertThat(this.pool.submit(this.context::current).get())
			.isEqualTo(new Origin(Actor.SYSTEM, "app", null, null));
	}

	@Test
	void theThreadThatWasBoundGetsBackWhatItHad() throws Exception {
		ContextSnapshot nothing = this.snapshots.captureAll();
		ContextSnapshot other = this.context.call(new Origin(Actor.user("8"), "job", null, null),
				this.snapshots::captureAll);
		this.known.set(Optional.empty());
		this.context.run(REQUEST, () -> {
			try (Scope scope = other.setThreadLocals()) {
				assertThat(this.context.current().actor()).isEqualTo(Actor.user("8"));
			}
			try (Scope scope = nothing.setThreadLocals()) {
				assertThat(this.context.current().actor()).isEqualTo(Actor.SYSTEM);
			}
			this.known.set(Optional.of(Actor.user("9")));
			assertThat(this.context.current()).as("a caller who signs in later").isEqualTo(REQUEST.by(Actor.user("9")));
		});
	}

	@Test
	void eachApplicationHasItsOwnWhileItRuns() {
		List<ThreadLocalAccessor<?>> before = List.copyOf(ContextRegistry.getInstance().getThreadLocalAccessors());
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ContextAutoConfiguration.class))
			.withPropertyValues("spring.main.lazy-initialization=true");
		runner.run((one) -> runner.run((two) -> assertThat(ContextRegistry.getInstance().getThreadLocalAccessors())
			.hasSize(before.size() + 2)));
		assertThat(ContextRegistry.getInstance().getThreadLocalAccessors()).containsExactlyElementsOf(before);
		runner.withClassLoader(new FilteredClassLoader("io.micrometer.context"))
			.run((context) -> assertThat(context).hasSingleBean(ChangeContext.class)
				.doesNotHaveBean("revtrailChangeContextAccessor"));
	}

}
