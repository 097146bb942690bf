package dev.revtrail.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import dev.revtrail.Actor;
import dev.revtrail.Revision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Tag("unit")
class ChangeContextTests {

	private static final Origin DEFAULT = new Origin(Actor.SYSTEM, "app", null, null);

	private static final Origin REQUEST = new Origin(null, "app", "r-1", null);

	private final ChangeContext context = new ChangeContext(Optional::empty, () -> "app");

	@Test
	void attributesWorkWithoutAUserToTheSystemAndItsJob() {
		assertThat(this.context.current()).isEqualTo(DEFAULT);
	}

	@Test
	void attributesUnboundWorkToTheResolvedActor() {
		ChangeContext signedIn = new ChangeContext(() -> Optional.of(Actor.user("7")), () -> "app");
		assertThat(signedIn.current()).isEqualTo(new Origin(Actor.user("7"), "app", null, null));
	}

	@Test
	void runAsNestsAndUnwinds() {
		this.context.runAs(Actor.user("outer"), "import", () -> {
			this.context.runAs(Actor.user("inner"), "row", () -> assertBound("inner", "row"));
			assertBound("outer", "import");
		});
		assertThat(this.context.current()).isEqualTo(DEFAULT);
	}

	@Test
	void unwindsWhenTheWorkThrows() {
		assertThatIllegalStateException().isThrownBy(() -> this.context.runAs(Actor.user("7"), "job", () -> {
			throw new IllegalStateException("broken");
		}));
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> this.context.callAs(Actor.user("7"), "job", () -> {
			throw new Exception("broken");
		}));
		assertThat(this.context.current()).isEqualTo(DEFAULT);
	}

	@Test
	void keepsTheRequestWithinRunAs() throws Exception {
		Revision.Request request = new Revision.Request("POST", "/import", null, null);
		Origin inner = this.context.call(new Origin(null, "app", "r-1", request),
				() -> this.context.callAs(Actor.service("importer"), "import", this.context::current));
		assertThat(inner).isEqualTo(new Origin(Actor.service("importer"), "import", "r-1", request));
	}

	@Test
	void theTracersTraceComesBeforeThatOfTheRequest() throws Exception {
		AtomicReference<@Nullable String> traceId = new AtomicReference<>();
		List<CompletedWork> ended = new ArrayList<>();
		ChangeContext traced = new ChangeContext(Optional::empty, () -> "app", () -> Optional.ofNullable(traceId.get()),
				ended::add);
		Origin request = traced.followed(REQUEST.within("of the header"));
		assertThat(traced.current().traceId()).isNull();
		assertThat(traced.call(request, traced::current).traceId()).isEqualTo("of the header");

		traceId.set("of the tracer");

		assertThat(traced.current()).isEqualTo(DEFAULT.within("of the tracer"));
		assertThat(traced.call(request, traced::current).traceId()).isEqualTo("of the tracer");
		traced.runAs(Actor.user("7"), "job", () -> assertThat(traced.current().traceId()).isEqualTo("of the tracer"));
	}

	@Test
	void aTraceGoesWithWorkToOtherThreadsAndToWhatIsRecordedAtTheEnd() throws Exception {
		AtomicReference<@Nullable String> traceId = new AtomicReference<>("of the tracer");
		List<CompletedWork> ended = new ArrayList<>();
		ChangeContext traced = new ChangeContext(Optional::empty, () -> "app", () -> Optional.ofNullable(traceId.get()),
				ended::add);
		List<@Nullable String> seen = new ArrayList<>();

		traced.answer(REQUEST, () -> {
			Runnable work = traced.wrap(() -> seen.add(traced.current().traceId()));
			traceId.set(null);
			work.run();
			return 200;
		});

		assertThat(seen).containsExactly("of the tracer");
		assertThat(ended).singleElement()
			.satisfies((work) -> assertThat(work.origin().traceId()).isEqualTo("of the tracer"));
	}

	@Test
	void aRequestWithoutAUserIsAnonymous() throws Exception {
		Origin origin = this.context.call(REQUEST, this.context::current);
		assertThat(origin.actor()).isEqualTo(Actor.ANONYMOUS);
	}

	@Test
	void wrappedWorkIsAttributedAsWhereItWasHandedOverAndLeaksNothingToThePool() throws Exception {
		ExecutorService pool = Executors.newSingleThreadExecutor();
		try {
			Runnable[] work = new Runnable[1];
			this.context.runAs(Actor.user("7"), "upload",
					() -> work[0] = this.context.wrap(() -> assertBound("7", "upload")));
			pool.submit(work[0]).get();
			pool.submit(this.context.wrap(() -> {
				throw new IllegalStateException("broken");
			}));
			assertThat(pool.submit(this.context::current).get()).isEqualTo(DEFAULT);
		}
		finally {
			pool.shutdownNow();
		}
	}

	private void assertBound(String actor, String source) {
		Origin origin = this.context.current();
		assertThat(origin.actor()).isEqualTo(Actor.user(actor));
		assertThat(origin.source()).isEqualTo(source);
	}

}
