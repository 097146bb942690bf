package dev.clinic;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;

import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.revtrail.ChangeLog;
import dev.revtrail.Cursor;
import dev.revtrail.EventLog;
import dev.revtrail.QueryTimedOutException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Exports that cannot be completed, as clients see them.
 */
@Tag("h2")
@TestPropertySource(properties = "test.database.of=BrokenExport")
@Import({ BrokenExportTests.Faults.class, BrokenExportTests.FirstResolver.class,
		BrokenExportTests.EverythingHandled.class })
class BrokenExportTests extends RunningClinic {

	private static final String EXPORT = ENTRIES + "/export?format=";

	private static final String PAGE_EXPORT = "/audit-log/data/export?format=";

	private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

	private static final AtomicReference<@Nullable Supplier<@Nullable RuntimeException>> READING = new AtomicReference<>();

	private static final AtomicReference<@Nullable Supplier<@Nullable RuntimeException>> RECORDING = new AtomicReference<>();

	private static final AtomicBoolean RESOLVING = new AtomicBoolean();

	@BeforeAll
	void changeMoreThanASlice() {
		found();
		List<User> many = new ArrayList<>();
		for (int i = 0; i < 700; i++) {
			many.add(new User("acme", Role.PATIENT, "broken" + i + "@acme.example", "Any", "Body"));
		}
		this.users.saveAll(many);
	}

	@AfterEach
	void repair() {
		READING.set(null);
		RECORDING.set(null);
		RESOLVING.set(false);
	}

	@ParameterizedTest
	@ValueSource(strings = { EXPORT + "ndjson", EXPORT + "csv", PAGE_EXPORT + "ndjson", PAGE_EXPORT + "csv" })
	void aCompleteExportEndsWithItsTrailer(String path) throws Exception {
		HttpResponse<byte[]> answer = bytes(path);

		String text = new String(answer.body(), StandardCharsets.UTF_8);
		int last = text.lastIndexOf('\n', text.length() - 2) + 1;
		String trailer = text.substring(last);
		byte[] before = text.substring(0, last).getBytes(StandardCharsets.UTF_8);
		String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(before));
		String id = answer.headers().firstValue("X-Export-Id").orElseThrow();
		JsonNode manifest = json(get(path.replaceAll("\\?.*", "/") + id, "owner"));
		assertThat(manifest.get("sha256").asString()).isEqualTo(sha256);
		if (path.endsWith("csv")) {
			assertThat(trailer).matches("_export," + id + "," + manifest.get("rows") + "," + sha256 + ",+\r\n");
			assertThat(trailer.split(",", -1)).hasSameSizeAs(text.lines().findFirst().orElseThrow().split(",", -1));
		}
		else {
			assertThat(JsonMapper.shared().readTree(trailer)).isEqualTo(JsonMapper.shared()
				.readTree("{\"_export\": {\"id\": \"%s\", \"rows\": %s, \"sha256\": \"%s\"}}".formatted(id,
						manifest.get("rows"), sha256)));
			assertThat(text.lines()).hasSize(manifest.get("rows").intValue() + 1);
		}
		assertThat(raw("GET", path, "owner")).contains("Transfer-Encoding: chunked").endsWith(LAST_CHUNK);
	}

	@ParameterizedTest
	@ValueSource(strings = { EXPORT + "ndjson", EXPORT + "csv", PAGE_EXPORT + "ndjson", PAGE_EXPORT + "csv" })
	void aSliceThatTakesTooLongBreaksTheConnection(String path) throws Exception {
		READING.set(() -> new QueryTimedOutException(Duration.ofSeconds(1), new IllegalStateException("slow")));

		assertBroken(path);
	}

	/** Spring MVC takes such a message for a client that has gone. */
	@Test
	void anErrorThatLooksLikeAClientThatHasGoneBreaksTheConnection() throws Exception {
		READING.set(() -> new IllegalStateException("Broken pipe"));

		assertBroken(EXPORT + "ndjson");
	}

	@Test
	void aResolverOfTheHostThatHandlesEverythingEndsNoBrokenExport() throws Exception {
		READING.set(() -> new IllegalStateException("slow"));
		RESOLVING.set(true);

		assertBroken(EXPORT + "ndjson");
	}

	@ParameterizedTest
	@ValueSource(strings = { EXPORT + "ndjson", PAGE_EXPORT + "csv" })
	void anExportThatCannotBeRecordedBreaksTheConnection(String path) throws Exception {
		RECORDING.set(() -> new IllegalStateException("The database is full."));

		assertBroken(path);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aReaderWhoGoesLeavesAFailedExportAndNoError(CapturedOutput output) throws Exception {
		CountDownLatch gone = new CountDownLatch(1);
		READING.set(() -> {
			assertThat(await(gone)).isTrue();
			return null;
		});
		String request = "GET " + EXPORT + "ndjson HTTP/1.1\r\nHost: localhost\r\n"
				+ "X-Request-Id: canceled\r\nAuthorization: Bearer demo-owner-key\r\n\r\n";
		try (Socket reader = new Socket("localhost", this.port)) {
			reader.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			assertThat(reader.getInputStream().readNBytes(1000)).hasSize(1000);
			// Closed like that, what is sent afterwards is refused at once
			reader.setSoLinger(true, 0);
		}
		gone.countDown();

		Awaitility.await()
			.until(() -> ok("/acme/live/audit?entityType=CHANGE_LOG&action=EXPORT").toString(),
					(exports) -> exports.contains("EXPORT") && output.getAll().contains("canceled by its reader"));
		assertThat(output.getAll().lines().filter((line) -> line.contains("ERROR") || line.contains("broken off")))
			.isEmpty();
	}

	/** Nothing has been sent yet, so the answer can be an error. */
	@Test
	void aShortExportThatCannotBeRecordedIsAnError() throws Exception {
		RECORDING.set(() -> new IllegalStateException("The database is full."));

		HttpResponse<String> answer = get(EXPORT + "csv&filters-documents=none", "owner");

		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
		assertThat(json(answer).get("hint").asString()).isNotEmpty();
	}

	/** The second slice is read once the first has arrived. */
	@ParameterizedTest
	@ValueSource(strings = { EXPORT + "ndjson", EXPORT + "csv", PAGE_EXPORT + "ndjson", PAGE_EXPORT + "csv" })
	void aCompressedExportArrivesInPiecesAndEndsWithItsTrailer(String path) throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		READING.set(() -> {
			assertThat(await(arrived)).as("The first entries arrive before the next are read.").isTrue();
			return null;
		});

		HttpResponse<InputStream> answer = compressed(path);

		assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
		try (InputStream content = new GZIPInputStream(answer.body())) {
			byte[] first = content.readNBytes(1000);
			arrived.countDown();
			assertThat(new String(first, StandardCharsets.UTF_8)).contains("acme");
			assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8)).contains("_export").endsWith("\n");
		}
	}

	@Test
	void aCompressedExportThatBreaksIsNoticed() throws Exception {
		READING.set(() -> new QueryTimedOutException(Duration.ofSeconds(1), new IllegalStateException("slow")));

		assertThatIOException().isThrownBy(() -> {
			try (InputStream content = new GZIPInputStream(compressed(EXPORT + "ndjson").body())) {
				content.readAllBytes();
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { ENTRIES, "/audit-log/data/settings", "/audit-log", "/v1/openapi.json" })
	void whatIsLargeIsCompressed(String path) throws Exception {
		HttpResponse<InputStream> answer = compressed(path);

		boolean large = get(path, "owner").body().length() >= 2048;
		assertThat(answer.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(large);
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private HttpResponse<InputStream> compressed(String path) throws Exception {
		return HttpClient.newHttpClient()
			.send(request(path, "owner").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofInputStream());
	}

	private void assertBroken(String path) throws Exception {
		String answer = raw("GET", path, "owner");

		assertThat(answer).startsWith("HTTP/1.1 200").contains("Transfer-Encoding: chunked").contains("@acme.example");
		assertThat(answer).doesNotEndWith(LAST_CHUNK)
			.doesNotContain("_export")
			.doesNotContain("\"hint\"")
			.doesNotContain("a host's own handler")
			.doesNotContain("Internal Server Error");
		assertThatIOException().isThrownBy(() -> bytes(path));
	}

	private HttpResponse<byte[]> bytes(String path) throws Exception {
		return HttpClient.newHttpClient().send(request(path, "owner").build(), BodyHandlers.ofByteArray());
	}

	/** Fails the second slice of an export, or its recording. */
	@TestConfiguration(proxyBeanMethods = false)
	static class Faults {

		@Bean
		static BeanPostProcessor faults() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String name) {
					return (bean instanceof ChangeLog || bean instanceof EventLog) ? faulty(bean) : bean;
				}

			};
		}

		private static Object faulty(Object bean) {
			return Proxy.newProxyInstance(bean.getClass().getClassLoader(), ClassUtils.getAllInterfaces(bean),
					(proxy, method, arguments) -> {
						Supplier<@Nullable RuntimeException> fault = method.getName().equals("recordAlone")
								? RECORDING.get() : (method.getName().equals("slice") && arguments[1] instanceof Cursor)
										? READING.get() : null;
						RuntimeException failure = (fault != null) ? fault.get() : null;
						if (failure != null) {
							throw failure;
						}
						try {
							return method.invoke(bean, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

	}

	/** Comes before Spring MVC's own, and takes every exception for handled. */
	static class FirstResolver implements HandlerExceptionResolver, Ordered {

		@Override
		public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
				@Nullable Object handler, Exception exception) {
			return RESOLVING.get() ? new ModelAndView() : null;
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

	/** Handles everything, as many hosts do. */
	@RestControllerAdvice
	static class EverythingHandled {

		@ExceptionHandler
		ResponseEntity<String> handle(IOException exception) {
			return ResponseEntity.internalServerError().body("a host's own handler");
		}

	}

}
