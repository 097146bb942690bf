package dev.clinic;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.clinic.organization.Organization;
import dev.clinic.organization.OrganizationRepository;
import dev.clinic.people.User;
import dev.clinic.people.UserRepository;
import dev.clinic.record.Role;
import dev.clinic.security.ApiKeyRepository;
import dev.clinic.security.ApiKeys;
import dev.revtrail.TestDatabase;
import dev.revtrail.context.ChangeContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clinic on a port and a database of its own, with the organizations, users and keys
 * of the demo and nothing else. What is refused leaves no event that another test would
 * meet.
 */
@SpringBootTest(classes = ClinicApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "revtrail.events.failed-attempts=false", "revtrail.events.denied-access=false",
				"clinic.demo.enabled=false", "clinic.secrets.key=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" })
@ContextConfiguration(initializers = TestDatabase.class)
@TestInstance(Lifecycle.PER_CLASS)
public abstract class RunningClinic {

	protected static final String ENTRIES = "/v1/change-log-entries";

	/** Of everybody, once they have any. */
	protected static final String PASSWORD = "a-password";

	/** Cheap, as tests sign in often. */
	private static final String PASSWORD_HASH = "{bcrypt}" + new BCryptPasswordEncoder(4).encode(PASSWORD);

	@LocalServerPort
	protected int port;

	@Autowired
	protected OrganizationRepository organizations;

	@Autowired
	protected UserRepository users;

	@Autowired
	protected ApiKeyRepository apiKeys;

	@Autowired
	protected ChangeContext changeContext;

	@Autowired
	private TransactionTemplate transactions;

	@Autowired
	private ApiKeys issuer;

	@Autowired
	private JdbcClient database;

	private final HttpClient http = HttpClient.newHttpClient();

	@BeforeEach
	void found() {
		if (this.organizations.existsById("acme")) {
			return;
		}
		Organization acme = this.organizations.save(new Organization("acme", "Acme", "acme", null));
		this.organizations.save(new Organization("acme-north", "Acme North", "acme", acme));
		this.organizations.save(new Organization("globex", "Globex", "globex", null));
		hire("owner", "acme", Role.OWNER, "owner@acme.example");
		hire("admin", "acme", Role.ADMIN, "admin@acme.example");
		hire("auditor", "acme", Role.AUDITOR, "auditor@acme.example");
		hire("provider", "acme", Role.PROVIDER, "provider@acme.example");
		hire("patient", "acme", Role.PATIENT, "patient@acme.example");
		hire("north", "acme-north", Role.OWNER, "owner@acme-north.example");
		hire("globex", "globex", Role.OWNER, "owner@globex.example");
	}

	private void hire(String name, String organization, Role role, String email) {
		User user = this.users.save(new User(organization, role, email, "Some", "Body"));
		this.issuer.issue(user, name, "demo-" + name + "-key", "demo-" + name + "-secret");
	}

	/** Changes a user in a transaction of its own. */
	protected void change(Long id, Consumer<User> change) {
		this.transactions.executeWithoutResult((status) -> change.accept(this.users.findById(id).orElseThrow()));
	}

	/** Gives all users who are there the password. */
	protected void givePasswords() {
		this.database.sql("update users set password_hash = ?").param(PASSWORD_HASH).update();
	}

	protected String base() {
		return "http://localhost:" + this.port;
	}

	protected HttpRequest.Builder request(String pathAndQuery) {
		return HttpRequest.newBuilder(URI.create(base() + pathAndQuery));
	}

	protected HttpRequest.Builder request(String pathAndQuery, String who) {
		return request(pathAndQuery).header("Authorization", "Bearer demo-" + who + "-key");
	}

	protected HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.http.send(request.build(), BodyHandlers.ofString());
	}

	protected HttpResponse<String> get(String pathAndQuery, String who) throws IOException, InterruptedException {
		return send(request(pathAndQuery, who));
	}

	protected JsonNode json(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	/** What the owner is answered. */
	protected JsonNode ok(String pathAndQuery) throws IOException, InterruptedException {
		return ok(pathAndQuery, "owner");
	}

	protected JsonNode ok(String pathAndQuery, String who) throws IOException, InterruptedException {
		HttpResponse<String> response = get(pathAndQuery, who);
		assertThat(response.statusCode()).as(pathAndQuery + " " + response.body()).isEqualTo(200);
		return json(response);
	}

	/** Sends a request line that no client library would. */
	protected String raw(String method, String target, String who) throws IOException {
		return raw(method, target, who, Map.of());
	}

	/** Sends a request line that no client library would, with headers. */
	protected String raw(String method, String target, String who, Map<String, String> others) throws IOException {
		Map<String, String> headers = new LinkedHashMap<>(others);
		headers.put("Host", "localhost");
		headers.put("Authorization", "Bearer demo-" + who + "-key");
		headers.put("Connection", "close");
		StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
		headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
