package example.booking;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.context.ChangeContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BookingApplicationTests {

	private static final Actor ANN = Actor.user("ann");

	private final HttpClient http = HttpClient.newHttpClient();

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private BookingService bookings;

	@Autowired
	private ChangeLog log;

	@Autowired
	private EventLog events;

	@Autowired
	private ChangeContext context;

	@Test
	void theServletApiIsNotThere() {
		assertThat(ClassUtils.isPresent("jakarta.servlet.Servlet", null)).isFalse();
		assertThat(ClassUtils.isPresent("org.springframework.web.servlet.DispatcherServlet", null)).isFalse();
	}

	@Test
	void aChangeInReactiveWorkIsRecordedAsItsActorIsNamed() throws Exception {
		String id = send("POST", "/bookings?guest=Emma").body();
		send("PUT", "/bookings/" + id + "?guest=Jane");

		List<ChangeEntry> entries = entries(id);
		assertThat(entries).extracting(ChangeEntry::action).containsExactly(Action.UPDATE, Action.CREATE);
		assertThat(entries.get(0).changes()).containsExactly(new FieldChange.Value("guest", "Emma", "Jane", true));
		assertThat(entries).extracting((entry) -> entry.revision().actor()).containsExactly(ANN, Actor.SYSTEM);
		assertThat(entries).allSatisfy((entry) -> assertThat(entry.revision().request()).isNull());
	}

	@Test
	void aReadInReactiveWorkIsRecorded() throws Exception {
		String id = send("POST", "/bookings?guest=Emma").body();

		assertThat(send("GET", "/bookings/" + id).body()).isEqualTo("Emma");
		assertThat(entries(id).get(0)).satisfies((entry) -> {
			assertThat(entry.action()).isEqualTo(Action.VIEW);
			assertThat(entry.revision().actor()).isEqualTo(ANN);
		});
	}

	@Test
	void aJobHasItsActorAndItsEvents() throws Exception {
		Actor importer = Actor.service("importer");
		String id = this.context.callAs(importer, "import", () -> {
			String booked = String.valueOf(this.bookings.book("Emma"));
			RecordRef booking = new RecordRef("BOOKING", booked);
			this.events.recordAlone(List.of(Event.of(Action.VIEW, booking)));
			this.events.recordLater(Event.of(Action.VIEW, booking));
			return booked;
		});

		Awaitility.await()
			.untilAsserted(() -> assertThat(entries(id)).extracting(ChangeEntry::action)
				.containsExactly(Action.VIEW, Action.VIEW, Action.CREATE));
		assertThat(entries(id)).allSatisfy((entry) -> assertThat(entry.revision().actor()).isEqualTo(importer));
	}

	@Test
	void nothingOfTheLogIsServed() throws Exception {
		assertThat(send("GET", "/v1/change-log-entries").statusCode()).isEqualTo(404);
		assertThat(send("GET", "/audit").statusCode()).isEqualTo(404);
	}

	private List<ChangeEntry> entries(String id) {
		return this.log.page(ChangeQuery.in(Scope.everything()).record(new RecordRef("BOOKING", id)), 0, 10).entries();
	}

	private HttpResponse<String> send(String method, String path) throws Exception {
		String credentials = Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8));
		return this.http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.header("Authorization", "Basic " + credentials)
			.method(method, BodyPublishers.noBody())
			.build(), BodyHandlers.ofString());
	}

}
