package example.jetty;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import dev.revtrail.ChangeLog;
import dev.revtrail.Cursor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class JettyApplicationTests {

	private static final String EXPORT = "/v1/change-log-entries/export?format=ndjson";

	private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

	private static final AtomicBoolean TORN = new AtomicBoolean();

	@Value("${local.server.port}")
	private int port;

	@Autowired
	private Boats boats;

	@BeforeAll
	void registerBoats() {
		this.boats.saveAll(IntStream.range(0, 700).mapToObj(JettyApplication.Boat::new).toList());
	}

	@AfterEach
	void repair() {
		TORN.set(false);
	}

	@Test
	void aCompleteExportEndsWithItsTrailer() throws Exception {
		assertThat(get().body().lines().reduce((first, second) -> second)).hasValueSatisfying(
				(last) -> assertThat(last).startsWith("{\"_export\":{\"id\":").contains("\"rows\":700"));
		assertThat(raw()).endsWith(LAST_CHUNK);
	}

	@Test
	void anExportThatBreaksHasNeitherTrailerNorLastChunk() throws Exception {
		TORN.set(true);

		assertThat(raw()).startsWith("HTTP/1.1 200")
			.contains("Boat")
			.doesNotContain("_export")
			.doesNotContain("\"hint\"")
			.doesNotEndWith(LAST_CHUNK);
		assertThatIOException().isThrownBy(this::get);
	}

	private HttpResponse<String> get() throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + EXPORT)).build(),
					HttpResponse.BodyHandlers.ofString());
	}

	/** Keeps the connection, without which Jetty sends no chunks, until the last chunk. */
	private String raw() throws IOException {
		try (Socket socket = new Socket("localhost", this.port)) {
			socket.getOutputStream()
				.write(("GET " + EXPORT + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			StringBuilder answer = new StringBuilder();
			int read = 0;
			while (read >= 0 && !(read == '\n' && answer.length() > 7
					&& answer.substring(answer.length() - 7).equals(LAST_CHUNK))) {
				read = socket.getInputStream().read();
				answer.append((read >= 0) ? Character.toString((char) read) : "");
			}
			return answer.toString();
		}
	}

	/** Fails the second slice of an export. */
	@TestConfiguration(proxyBeanMethods = false)
	static class Faults {

		@Bean
		static BeanPostProcessor faults() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof ChangeLog log) ? faulty(log) : bean;
				}

			};
		}

		private static ChangeLog faulty(ChangeLog log) {
			return (ChangeLog) Proxy.newProxyInstance(ChangeLog.class.getClassLoader(),
					new Class<?>[] { ChangeLog.class }, (proxy, method, arguments) -> {
						if (TORN.get() && method.getName().equals("slice") && arguments[1] instanceof Cursor) {
							throw new IllegalStateException("The database has gone.");
						}
						try {
							return method.invoke(log, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

	}

}
