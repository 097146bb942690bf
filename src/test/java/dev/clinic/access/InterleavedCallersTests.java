package dev.clinic.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import dev.clinic.RunningClinic;
import dev.clinic.people.User;
import dev.clinic.people.UserRepository;
import dev.clinic.record.Role;
import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.CallerResolver;
import dev.revtrail.context.ChangeContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutorService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers of three organizations, interleaved on few threads that outlive their requests.
 */
@Tag("h2")
@Import(InterleavedCallersTests.Scopes.class)
class InterleavedCallersTests extends RunningClinic {

	private static final List<String> CALLERS = List.of("owner", "north", "globex");

	private static final List<String> ORGANIZATIONS = List.of("acme", "acme-north", "globex");

	private static final List<String> PATHS = List.of("/v1/test/scope", "/v1/test/scope-of-callable",
			"/v1/test/scope-handed-over", "/v1/test/write-handed-over", "/v1/test/scope-of-mono",
			"/v1/test/scope-of-flux", "/v1/test/write-of-mono");

	private static final int REQUESTS = 420;

	@Autowired
	private JdbcClient jdbc;

	private final ExecutorService clients = Executors.newFixedThreadPool(8);

	@BeforeAll
	void propagate() {
		Hooks.enableAutomaticContextPropagation();
	}

	@AfterAll
	void stop() {
		Hooks.disableAutomaticContextPropagation();
		this.clients.shutdownNow();
	}

	@Test
	void requestsThatInterleaveNeverSeeEachOthersScope() throws Exception {
		List<Future<Void>> results = new ArrayList<>();
		for (int i = 0; i < REQUESTS; i++) {
			String path = PATHS.get(i / CALLERS.size() % PATHS.size());
			results.add(this.clients.submit(expect(path, i % CALLERS.size())));
		}
		for (Future<Void> result : results) {
			result.get();
		}
		for (String path : List.of("/v1/test/write-handed-over", "/v1/test/write-of-mono")) {
			List<String> writers = this.jdbc
				.sql("select concat(e.organization, ' ', r.actor_organization) from revtrail_entry e"
						+ " join revtrail_revision r on r.id = e.revision where r.http_path = :path")
				.param("path", path)
				.query(String.class)
				.list();
			assertThat(writers).as(path)
				.hasSize(REQUESTS / PATHS.size())
				.containsOnly("acme acme", "acme-north acme-north", "globex globex");
		}
	}

	private Callable<Void> expect(String path, int caller) {
		return () -> {
			assertThat(get(path, CALLERS.get(caller)).body()).as(path + " by " + CALLERS.get(caller))
				.isEqualTo(ORGANIZATIONS.get(caller) + " " + ORGANIZATIONS.get(caller));
			return null;
		};
	}

	@Test
	void whatIsNotHandedOverHasNoActor() throws Exception {
		for (String caller : CALLERS) {
			assertThat(get("/v1/test/scope-not-handed-over", caller).body()).isEqualTo("nobody nobody");
			assertThat(get("/v1/test/scope-without-propagation", caller).body()).isEqualTo("nobody nobody");
		}
	}

	/**
	 * Reports the current scope, here and there.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	@RestController
	static class Scopes {

		private final ExecutorService plain = Executors.newFixedThreadPool(2);

		private final Scheduler first = Schedulers.newParallel("first", 2);

		private final Scheduler second = Schedulers.newBoundedElastic(2, 1000, "second");

		private final ExecutorService delegating = new DelegatingSecurityContextExecutorService(this.plain);

		@Autowired
		private CallerResolver callers;

		@Autowired
		private ActorResolver actors;

		@Autowired
		private ChangeContext context;

		@Autowired
		private UserRepository users;

		@GetMapping("/v1/test/scope")
		String scope() {
			String organization = this.callers.currentCaller()
				.flatMap((caller) -> caller.scope().organizationId())
				.orElse("nobody");
			return organization + " " + this.actors.currentActor().map(Actor::organizationId).orElse("nobody");
		}

		@GetMapping("/v1/test/scope-of-callable")
		Callable<String> scopeOfCallable() {
			return this::scope;
		}

		@GetMapping("/v1/test/scope-handed-over")
		String scopeHandedOver() throws Exception {
			return this.delegating.submit(this::scope).get();
		}

		@GetMapping("/v1/test/write-handed-over")
		String writeHandedOver() throws Exception {
			CompletableFuture<String> scope = new CompletableFuture<>();
			this.delegating.submit(this.context.wrap(() -> {
				String organization = scope().split(" ")[0];
				this.users.save(new User(organization, Role.PATIENT, UUID.randomUUID() + "@x.test", "Some", "Body"));
				scope.complete(scope());
			})).get();
			return scope.get();
		}

		@GetMapping("/v1/test/scope-of-mono")
		Mono<String> scopeOfMono() {
			return Mono.fromCallable(this::scope).subscribeOn(this.first);
		}

		@GetMapping("/v1/test/scope-of-flux")
		Mono<String> scopeOfFlux() {
			return Flux.range(0, 4)
				.subscribeOn(this.first)
				.map((number) -> scope())
				.publishOn(this.second)
				.concatWith(Flux.interval(Duration.ofMillis(1), this.first).take(2).map((tick) -> scope()))
				.flatMap((scope) -> Mono.fromCallable(() -> List.of(scope, scope())).subscribeOn(this.second))
				.flatMapIterable((scopes) -> scopes)
				.distinct()
				.collect(Collectors.joining(", "));
		}

		@GetMapping("/v1/test/write-of-mono")
		Mono<String> writeOfMono() {
			return Mono.fromCallable(() -> scope().split(" ")[0])
				.subscribeOn(this.first)
				.publishOn(this.second)
				.map((organization) -> this.users
					.save(new User(organization, Role.PATIENT, UUID.randomUUID() + "@x.test", "Some", "Body")))
				.publishOn(this.first)
				.map((user) -> scope());
		}

		@GetMapping("/v1/test/scope-without-propagation")
		String scopeWithoutPropagation() throws Exception {
			CompletableFuture<String> scope = new CompletableFuture<>();
			this.plain.execute(() -> Mono.fromCallable(this::scope).subscribeOn(this.first).subscribe(scope::complete));
			return scope.get();
		}

		@GetMapping("/v1/test/scope-not-handed-over")
		String scopeNotHandedOver() throws Exception {
			return this.plain.submit(this::scope).get();
		}

	}

}
