package dev.clinic.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.clinic.ClinicApplication;
import dev.clinic.page.Chromium;
import dev.revtrail.TestDatabase;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long the audit page of a clinic with a million entries takes to answer, and to
 * export them all.
 */
public final class PageBenchmark {

	private static final int ENTRIES = Integer.getInteger("bench.entries", 1_000_000);

	private static final int TURNS = 9;

	private static final String OWNER = "demo-owner-key";

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private PageBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args none
	 * @throws Exception when the clinic does not answer
	 */
	public static void main(String[] args) throws Exception {
		Map<String, Object> properties = new TreeMap<>(database());
		properties.putAll(Map.of("server.port", "0", "spring.main.banner-mode", "off", "logging.level.root", "warn",
				"clinic.demo.enabled", "true", "revtrail.query-timeout", "5m"));
		try (ConfigurableApplicationContext clinic = new SpringApplicationBuilder(ClinicApplication.class)
			.run(properties.entrySet()
				.stream()
				.map((property) -> "--" + property.getKey() + "=" + property.getValue())
				.toArray(String[]::new))) {
			JdbcTemplate jdbc = clinic.getBean(JdbcTemplate.class);
			ManyEntries.add(jdbc, ENTRIES, Instant.now());
			jdbc.execute((TestDatabase.Kind.selected().isLikeMySql())
					? "analyze table revtrail_entry, revtrail_revision, users_aud" : "analyze");
			String base = "http://localhost:" + ((WebServerApplicationContext) clinic).getWebServer().getPort();
			String data = base + "/audit-log/data/";
			measure("the first page", data + "entries");
			measure("the last page", data + "entries?at=end");
			measure("the first page of one patient", data + "entries?patient=1000040");
			measure("the first page of one type", data + "entries?type=APPOINTMENT");
			measure("how many entries there are", data + "count");
			measure("how many are new", data + "count?since=" + newest(data));
			measure("entries per day", data + "days?zone=Europe/Berlin");
			measure("users by name", data + "users?text=ben");
			measure("users that do not exist", data + "users?text=nobody");
			if (Chromium.find().isPresent()) {
				try (InBrowser browser = new InBrowser(base, OWNER)) {
					browser.firstRows("the first page", "/audit-log");
					browser.firstRows("the last page", "/audit-log?at=end");
					browser.export();
				}
			}
			for (String format : List.of("csv", "ndjson")) {
				export(data + "export?format=" + format);
			}
		}
		// The shared container ends with the JVM
		System.exit(0);
	}

	private static Map<String, Object> database() {
		if (TestDatabase.Kind.selected().isLikeMySql()) {
			return TestDatabase.create().properties();
		}
		try {
			return Map.of("spring.datasource.url", "jdbc:h2:file:" + Files.createTempDirectory("bench") + "/clinic");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String newest(String data) throws Exception {
		String page = HTTP.send(request(data + "entries"), BodyHandlers.ofString()).body();
		return page.replaceAll("(?s).*\"newest\":\"([^\"]+)\".*", "$1");
	}

	private static HttpRequest request(String address) {
		return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + OWNER).build();
	}

	private static void measure(String what, String address) throws Exception {
		List<Double> times = new ArrayList<>();
		for (int turn = -2; turn < TURNS; turn++) {
			long start = System.nanoTime();
			HttpResponse<String> answer = HTTP.send(request(address), BodyHandlers.ofString());
			if (answer.statusCode() != 200) {
				throw new IllegalStateException(address + " answered " + answer.statusCode() + ": " + answer.body());
			}
			if (turn >= 0) {
				times.add((System.nanoTime() - start) / 1e6);
			}
		}
		System.out.printf("%-32s %8.1f ms (%s)%n", what, median(times), TestDatabase.Kind.selected());
	}

	/** The median of times. */
	static double median(List<Double> times) {
		return times.stream().sorted().toList().get(times.size() / 2);
	}

	private static void export(String address) throws Exception {
		long start = System.nanoTime();
		HttpResponse<InputStream> answer = HTTP.send(request(address), BodyHandlers.ofInputStream());
		long bytes;
		try (InputStream body = answer.body()) {
			bytes = body.transferTo(OutputStream.nullOutputStream());
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		String id = answer.headers().firstValue("X-Export-Id").orElseThrow();
		String manifest = HTTP.send(request(address.replaceAll("\\?.*", "/" + id)), BodyHandlers.ofString()).body();
		System.out.printf("%-32s %8.1f s, %d MB, -Xmx %d MB: %s%n", address.replaceAll(".*format=", "export as "),
				seconds, bytes / 1_000_000, Runtime.getRuntime().maxMemory() / 1_048_576, manifest);
	}

}
