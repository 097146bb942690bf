package dev.revtrail.web.feed;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.revtrail.Caller;
import dev.revtrail.ChangeLog;
import dev.revtrail.CountedStatements;
import dev.revtrail.Cursor;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.tomcat.TomcatWebServer;

import static dev.revtrail.web.feed.FeedHost.ids;
import static dev.revtrail.web.feed.FeedHost.json;
import static dev.revtrail.web.feed.FeedHost.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What many requests that wait take of a host, and how they end with it.
 */
@Tag("h2")
class WaitingRequestsTests {

	private static final int MANY = 50;

	@Test
	void theyHoldNoThreadAndNoConnection() throws Exception {
		try (FeedHost host = FeedHost.start("server.tomcat.threads.max=4", "server.tomcat.threads.min-spare=4",
				"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=20000")) {
			host.keys().allowAll();
			List<CompletableFuture<HttpResponse<String>>> answers = wait(host, MANY, "");
			await().until(() -> busyThreads(host) == 0);

			// The only connection is free, and they need none while they wait
			try (Connection connection = host.bean(DataSource.class).getConnection()) {
				assertThat(connection.isValid(1)).isTrue();
				assertThat(host.bean(DataSource.class)
					.unwrap(HikariDataSource.class)
					.getHikariPoolMXBean()
					.getActiveConnections()).isOne();
				assertThat(answers).noneMatch(CompletableFuture::isDone);
			}
			assertThat(host.get("?after=now", "another").statusCode()).isEqualTo(200);
			await().until(() -> busyThreads(host) == 0);

			long began = System.nanoTime();
			String admitted = host.admit("Ann", "north");
			for (CompletableFuture<HttpResponse<String>> answer : answers) {
				JsonNode found = json(answer.get(30, TimeUnit.SECONDS));
				assertThat(found.at("/items/0/documents/0").asString()).isEqualTo(admitted);
			}
			System.out.printf("%d requests were answered %d ms after a commit, by 4 threads and 1 connection%n", MANY,
					Duration.ofNanos(System.nanoTime() - began).toMillis());
			assertThat(host.waiting()).isZero();
			assertThat(host.keys().leaks).isEmpty();
		}
	}

	@Test
	void theyDoNotLookAtEachCommit() throws Exception {
		try (FeedHost host = FeedHost.start(TestDatabase.create(), new Class<?>[] { CountedStatements.class })) {
			host.keys().allowAll();
			wait(host, MANY, "&filters-organization=south");
			int commits = 200;
			long began = System.nanoTime();

			List<String> sent = host.bean(CountedStatements.class).of(() -> {
				for (int i = 0; i < commits; i++) {
					host.admit("Ann", "north");
				}
				host.settle();
			});

			long milliseconds = Duration.ofNanos(System.nanoTime() - began).toMillis();
			// Five pauses below half a second, then one look in each half second
			long looks = sent.stream()
				.filter((sql) -> sql.contains("revtrail_settled") && !sql.contains("revtrail_entry"))
				.count();
			assertThat(looks).isBetween((long) MANY, MANY * (7 + milliseconds / 500)).isLessThan(MANY * commits / 4L);
			assertThat(host.waiting()).isEqualTo(MANY);
			System.out.printf("%d requests looked %d times at %d commits in %d ms%n", MANY, looks, commits,
					milliseconds);
			String admitted = host.admit("Bob", "south");
			await().until(() -> host.waiting() == 0);
			assertThat(admitted).isNotEmpty();
		}
	}

	@Test
	void noMoreWaitThanTheHostLets() throws Exception {
		try (FeedHost host = FeedHost.start("revtrail.web.feed.max-waiting=2")) {
			host.keys().allowAll();
			wait(host, 2, "");

			HttpResponse<String> refused = host.get("?after=now&wait=30", "another");

			assertThat(refused.statusCode()).isEqualTo(429);
			assertThat(refused.headers().firstValue("Retry-After")).isPresent();
			assertThat(host.get("?after=now", "another").statusCode()).isEqualTo(200);
			host.admit("Ann", "north");
			await().until(() -> host.waiting() == 0);
		}
	}

	@Test
	void anOrganizationLeavesPlacesToOthers() throws Exception {
		try (FeedHost host = FeedHost.start("revtrail.web.feed.max-waiting=16")) {
			for (String key : List.of("north-1", "north-2")) {
				host.keys().allow(key, Scope.organization("north"), Caller.AUDIT_READ);
			}
			for (String key : List.of("north-1", "north-1", "north-1", "north-2")) {
				host.getLater("?after=now&wait=30", key);
			}
			await().until(() -> host.waiting() == 4);

			HttpResponse<String> refused = host.get("?after=now&wait=30", "north-2");

			assertThat(refused.statusCode()).isEqualTo(429);
			assertThat(json(refused).get("hint").asString()).contains("organization", "wait=0");
			assertThat(refused.headers().firstValue("Retry-After").map(Integer::valueOf).orElseThrow()).isBetween(1,
					30);
			assertThat(host.get("?after=now", "north-2").statusCode()).isEqualTo(200);
			host.getLater("?after=now&wait=30", "south");
			host.getLater("?after=now&wait=30", "all");
			await().until(() -> host.waiting() == 6);
		}
	}

	@Test
	void aQueryWithAnEndGoesOnFromWhereItHasSearched() throws Exception {
		try (FeedHost host = FeedHost.start(TestDatabase.create(), new Class<?>[] { ReadPlaces.class })) {
			host.admit("Ann", "north");
			host.settle();
			String start = next(host.ok("?after=now", "all"));
			List<Cursor> places = host.bean(ReadPlaces.class).places;
			places.clear();
			var answer = host.getLater("?wait=8&filters-created_before=2020-01-01&after=" + start, "all");
			await().until(() -> host.waiting() == 1);
			for (int looks = 2; looks <= 4; looks++) {
				host.admit("Bob", "north");
				int expected = looks;
				await().until(() -> places.size() >= expected);
			}
			host.settle();

			JsonNode nothing = json(answer.get(30, TimeUnit.SECONDS));

			assertThat(ids(nothing)).isEmpty();
			assertThat(next(nothing)).isEqualTo(start);
			assertThat(places.get(0)).isEqualTo(Cursor.parse(start));
			assertThat(places.get(places.size() - 1)).isEqualTo(host.log().settledEnd());
		}
	}

	@Test
	void aQueryWithAnEndIsAnsweredWithWhatItFinds() throws Exception {
		try (FeedHost host = FeedHost.start()) {
			host.admit("Ann", "north");
			host.settle();
			String filters = "&filters-organization=south&filters-created_before=2100-01-01";
			var answer = host.getLater("?wait=30&after=" + next(host.ok("?after=now", "all")) + filters, "all");
			await().until(() -> host.waiting() == 1);
			host.admit("Bob", "north");
			host.settle();
			String admitted = host.admit("Cy", "south");

			JsonNode found = json(answer.get(10, TimeUnit.SECONDS));

			assertThat(ids(found)).hasSize(1);
			assertThat(found.at("/items/0/documents/0").asString()).isEqualTo(admitted);
			assertThat(Cursor.parse(next(found)).entryId())
				.isEqualTo(Long.parseUnsignedLong(ids(found).get(0), 16) ^ Long.MIN_VALUE);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "graceful", "immediate" })
	void theEndOfTheApplicationAnswersThemAtOnce(String shutdown) throws Exception {
		List<CompletableFuture<HttpResponse<String>>> answers;
		String place;
		long began;
		try (FeedHost host = FeedHost.start("server.shutdown=" + shutdown, "server.tomcat.threads.max=4")) {
			host.keys().allowAll();
			host.admit("Ann", "north");
			host.settle();
			place = next(host.ok("?after=now", "all"));
			answers = wait(host, MANY, "");
			began = System.nanoTime();
		}

		for (CompletableFuture<HttpResponse<String>> answer : answers) {
			HttpResponse<String> response = answer.get(1, TimeUnit.SECONDS);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("{\"items\":[],\"next\":\"" + place + "\"}");
		}
		assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
	}

	@Test
	void aNodeThatOnlyFollowsWakesThemToo() throws Exception {
		TestDatabase.Access database = TestDatabase.create();
		try (FeedHost one = FeedHost.start(database); FeedHost other = FeedHost.start(database)) {
			for (FeedHost node : List.of(one, other)) {
				long began = System.nanoTime();
				var answer = node.getLater("?after=now&wait=30", "all");
				await().until(() -> node.waiting() == 1);

				String admitted = one.admit("Ann", "north");

				assertThat(json(answer.get(10, TimeUnit.SECONDS)).at("/items/0/documents/0").asString())
					.isEqualTo(admitted);
				assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
				assertThat(ids(node.ok("?after=now", "all"))).isEmpty();
			}
		}
	}

	private static List<CompletableFuture<HttpResponse<String>>> wait(FeedHost host, int count, String filters)
			throws Exception {
		List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			answers.add(host.getLater("?after=now&wait=30" + filters, "key-" + i / WaitingPlaces.MOST_OF_A_CALLER));
		}
		await().until(() -> host.waiting() == count);
		return answers;
	}

	/** Keeps the places from which the log is read. */
	static final class ReadPlaces implements BeanPostProcessor {

		final List<Cursor> places = new CopyOnWriteArrayList<>();

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return (bean instanceof ChangeLog log) ? Proxy.newProxyInstance(ChangeLog.class.getClassLoader(),
					new Class<?>[] { ChangeLog.class }, (proxy, method, arguments) -> call(log, method, arguments))
					: bean;
		}

		private @Nullable Object call(ChangeLog log, Method method, Object[] arguments) throws Throwable {
			if (method.getName().equals("slice") && arguments[1] instanceof Cursor place) {
				this.places.add(place);
			}
			try {
				return method.invoke(log, arguments);
			}
			catch (InvocationTargetException ex) {
				throw ex.getTargetException();
			}
		}

	}

	private static int busyThreads(FeedHost host) {
		return ((ThreadPoolExecutor) ((TomcatWebServer) host.server()).getTomcat()
			.getConnector()
			.getProtocolHandler()
			.getExecutor()).getActiveCount();
	}

}
