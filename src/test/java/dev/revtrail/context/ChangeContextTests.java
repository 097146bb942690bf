package dev.revtrail.context;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.revtrail.Actor;
import dev.revtrail.Revision;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Tag("unit")
class ChangeContextTests {

	private static final Origin DEFAULT = new Origin(Actor.SYSTEM, "app", null, null);

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
	void aRequestWithoutAUserIsAnonymous() throws Exception {
		Origin origin = this.context.call(new Origin(null, "app", "r-1", null), this.context::current);
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
