package dev.clinic.access;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.clinic.RunningClinic;
import dev.clinic.people.Role;
import dev.clinic.people.User;
import dev.clinic.people.UserRepository;
import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.CallerResolver;
import dev.revtrail.context.ChangeContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

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
@Import(InterleavedCallersTests.Scopes.class)
class InterleavedCallersTests extends RunningClinic {

	private static final List<String> CALLERS = List.of("owner", "north", "globex");

	private static final List<String> ORGANIZATIONS = List.of("acme", "acme-north", "globex");

	private static final List<String> PATHS = List.of("/v1/test/scope", "/v1/test/scope-of-callable",
			"/v1/test/scope-handed-over", "/v1/test/write-handed-over");

	private static final int REQUESTS = 240;

	@Autowired
	private JdbcClient jdbc;

	private final ExecutorService clients = Executors.newFixedThreadPool(8);

	@AfterAll
	void stop() {
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
		List<String> writers = this.jdbc
			.sql("select concat(e.organization, ' ', r.actor_organization) from revtrail_entry e"
					+ " join revtrail_revision r on r.id = e.revision where r.http_path = '/v1/test/write-handed-over'")
			.query(String.class)
			.list();
		assertThat(writers).hasSize(REQUESTS / PATHS.size())
			.containsOnly("acme acme", "acme-north acme-north", "globex globex");
	}

	private Callable<Void> expect(String path, int caller) {
		return () -> {
			assertThat(get(path, CALLERS.get(caller)).body()).as(path + " by " + CALLERS.get(caller))
				.isEqualTo(ORGANIZATIONS.get(caller) + " " + ORGANIZATIONS.get(caller));
			return null;
		};
	}

	@Test
	void whatIsNotHandedOverIsNobodys() throws Exception {
		for (String caller : CALLERS) {
			assertThat(get("/v1/test/scope-not-handed-over", caller).body()).isEqualTo("nobody nobody");
		}
	}

	/**
	 * Says whose scope is at hand, here and there.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	@RestController
	static class Scopes {

		private final ExecutorService plain = Executors.newFixedThreadPool(2);

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

		@GetMapping("/v1/test/scope-not-handed-over")
		String scopeNotHandedOver() throws Exception {
			return this.plain.submit(this::scope).get();
		}

	}

}
