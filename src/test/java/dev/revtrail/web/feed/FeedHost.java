package dev.revtrail.web.feed;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.Scope;
import dev.revtrail.SettledLog;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import jakarta.persistence.EntityManager;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A hospital with the feed, whose callers have keys. What keys allow can change at any
 * time. It keeps its session open for the view, as Spring Boot does by default.
 */
final class FeedHost implements AutoCloseable {

	static final String FEED = "/v1/feed";

	private final HttpClient http = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private FeedHost(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static FeedHost start(String... properties) {
		return start(TestDatabase.create(), properties);
	}

	static FeedHost start(TestDatabase.Access database, String... properties) {
		return start(database, new Class<?>[0], properties);
	}

	static FeedHost start(TestDatabase.Access database, Class<?>[] more, String... properties) {
		Map<String, Object> all = new LinkedHashMap<>(database.properties());
		all.putAll(Map.of("spring.config.name", "hospital", "spring.application.name", "hospital",
				"spring.flyway.enabled", "false", "spring.jpa.hibernate.ddl-auto", "update", "spring.main.banner-mode",
				"off", "server.port", "0", "revtrail.schema.initialize", "always", "revtrail.web.feed.enabled", "true",
				"revtrail.feed.gap-time", "1s", "revtrail.startup-check", "false"));
		all.put("revtrail.mask", "Patient.born");
		List<String> arguments = new ArrayList<>();
		all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		for (String property : properties) {
			arguments.add("--" + property);
		}
		return new FeedHost(new SpringApplicationBuilder(Hospital.class, Access.class).sources(more)
			.web(WebApplicationType.SERVLET)
			.run(arguments.toArray(String[]::new)));
	}

	@Override
	public void close() {
		this.context.close();
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	ChangeLog log() {
		return bean(ChangeLog.class);
	}

	Keys keys() {
		return bean(Keys.class);
	}

	WebServer server() {
		return Objects.requireNonNull(((WebServerApplicationContext) this.context).getWebServer());
	}

	int port() {
		return server().getPort();
	}

	void transaction(Consumer<EntityManager> work) {
		bean(TransactionTemplate.class).executeWithoutResult((status) -> work.accept(bean(EntityManager.class)));
	}

	/** Admits a patient, and returns the id. */
	String admit(String name, String house) {
		Patient patient = new Patient(name, house);
		transaction((em) -> em.persist(patient));
		return String.valueOf(patient.id());
	}

	void settle() {
		SettledLog.await(log());
	}

	HttpRequest request(String pathAndQuery, @Nullable String key, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + pathAndQuery));
		if (key != null) {
			request.header("X-Key", key);
		}
		for (int i = 0; i < headers.length; i += 2) {
			request.header(headers[i], headers[i + 1]);
		}
		return request.build();
	}

	HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.http.send(request, BodyHandlers.ofString());
	}

	HttpResponse<String> get(String query, @Nullable String key, String... headers)
			throws IOException, InterruptedException {
		return send(request(FEED + query, key, headers));
	}

	CompletableFuture<HttpResponse<String>> getLater(String query, String key, String... headers) {
		return this.http.sendAsync(request(FEED + query, key, headers), BodyHandlers.ofString());
	}

	JsonNode ok(String query, String key) throws IOException, InterruptedException {
		HttpResponse<String> response = get(query, key);
		if (response.statusCode() != 200) {
			throw new AssertionError(query + ": " + response.statusCode() + " " + response.body());
		}
		return json(response);
	}

	static JsonNode json(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	static List<String> ids(JsonNode answer) {
		return answer.get("items").valueStream().map((item) -> item.get("_id").asString()).toList();
	}

	static String next(JsonNode answer) {
		return answer.get("next").asString();
	}

	/** Returns how many requests wait. */
	int waiting() {
		return bean(WaitingRequests.class).size();
	}

	/**
	 * What keys allow, and who uses one on the current thread.
	 */
	static final class Keys extends OncePerRequestFilter implements CallerResolver, ActorResolver {

		private final Map<String, Caller> known = new ConcurrentHashMap<>();

		private final ThreadLocal<@Nullable String> current = new ThreadLocal<>();

		/** What has been found on threads that begin with a request. */
		final List<String> leaks = new CopyOnWriteArrayList<>();

		private volatile Supplier<Optional<Caller>> strangers = Optional::empty;

		void allow(String key, Scope scope, String... authorities) {
			String house = scope.organizationId().orElse(null);
			this.known.put(key, new Caller(new Actor(key, Actor.Type.USER, key, null, house, null), scope,
					Set.of(authorities), key));
		}

		/** Lets in callers with any other key, which is their name. */
		void allowAll() {
			this.strangers = () -> Optional.ofNullable(this.current.get())
				.map((key) -> new Caller(Actor.user(key), Scope.everything(), Set.of(Caller.AUDIT_READ), key));
		}

		void revoke(String key) {
			this.known.remove(key);
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			if (this.current.get() != null) {
				this.leaks.add(this.current.get() + " on " + request.getRequestURI());
			}
			this.current.set(request.getHeader("X-Key"));
			try {
				chain.doFilter(request, response);
			}
			finally {
				this.current.remove();
			}
		}

		@Override
		protected boolean shouldNotFilterAsyncDispatch() {
			return false;
		}

		@Override
		public Optional<Caller> currentCaller() {
			String key = this.current.get();
			Caller caller = (key != null) ? this.known.get(key) : null;
			return (caller != null) ? Optional.of(caller) : this.strangers.get();
		}

		@Override
		public Optional<Actor> currentActor() {
			return currentCaller().map(Caller::actor);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Access {

		@Bean
		Keys keys() {
			Keys keys = new Keys();
			keys.allow("all", Scope.everything(), Caller.AUDIT_READ);
			keys.allow("north", Scope.organization("north"), Caller.AUDIT_READ);
			keys.allow("south", Scope.organization("south"), Caller.AUDIT_READ);
			keys.allow("writer", Scope.organization("north"), Caller.AUDIT_NOTE);
			return keys;
		}

		@Bean
		SecurityFilterChain open(HttpSecurity http) {
			return http.csrf((csrf) -> csrf.disable())
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

}
