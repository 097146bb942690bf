package example.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import client.ApiClient;
import client.ApiException;
import client.api.AccessReportApi;
import client.api.AdminAuditLogApi;
import client.api.AuditApi;
import client.api.ChangeLogEntriesApi;
import client.api.DocumentApi;
import client.api.FeedApi;
import client.api.RecordsApi;
import client.model.AuditPage;
import client.model.Entry;
import client.model.EntryList;
import client.model.Feed;
import client.model.HistoryPage;
import client.model.Note;
import client.model.RecordDifference;
import client.model.RecordState;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Reads every operation of the clinic's demo with the clients that were generated from
 * its document.
 */
class GeneratedClientsTests {

	private static final Path TYPESCRIPT = Path.of("target/typescript");

	private final Set<String> operations = new TreeSet<>();

	private final String address = Files.readString(Path.of("clinic.address"));

	GeneratedClientsTests() throws IOException {
	}

	@Test
	void theJavaClientReadsEveryOperation() throws Exception {
		ApiClient client = client("owner");
		ChangeLogEntriesApi entries = new ChangeLogEntriesApi(client);
		String id = readEntries(entries);
		readRecords(new RecordsApi(client), read("getChangeLogEntry", entries.getChangeLogEntry(
				ChangeLogEntriesApi.APIGetChangeLogEntryRequest.newBuilder().id(id).build())));
		readExport(entries);
		readReport(new AccessReportApi(client), entries
			.listChangeLogEntries(list().filtersDocumentTypes(List.of("Appointment")).perPage(1).build())
			.getItems()
			.get(0)
			.getDocuments()
			.get(1));

		Feed feed = read("followEntries", new FeedApi(client)
			.followEntries(FeedApi.APIFollowEntriesRequest.newBuilder().limit(1000).build()));
		assertThat(feed.getItems()).hasSize(1000).allSatisfy((entry) -> assertThat(entry.getUser()).isNotEmpty());
		AuditPage audit = read("listAudit", new AuditApi(client).listAudit(
				AuditApi.APIListAuditRequest.newBuilder().tenant("acme").instance("live").size(100).build()));
		assertThat(audit.getContent()).isNotEmpty()
			.allSatisfy((record) -> assertThat(record.getTimestamp().getYear()).isGreaterThan(2000));
		assertThat(read("listAdminAuditLog", new AdminAuditLogApi(client)
			.listAdminAuditLog(AdminAuditLogApi.APIListAdminAuditLogRequest.newBuilder().limit(500).build())).getRows())
			.isNotEmpty()
			.allSatisfy((row) -> assertThat(row.getTs().getYear()).isGreaterThan(2000));
		read("getOpenApi", new DocumentApi(client).getOpenApi());

		assertThat(this.operations).isEqualTo(documented());
	}

	/** The generated methods throw what the document says of errors. */
	@Test
	void theJavaClientReadsErrors() {
		FeedApi feed = new FeedApi(client("stranger"));

		assertThatExceptionOfType(ApiException.class)
			.isThrownBy(() -> feed.followEntries(FeedApi.APIFollowEntriesRequest.newBuilder().build()))
			.satisfies((ex) -> {
				assertThat(ex.getCode()).isEqualTo(401);
				assertThat(mapper().readValue(ex.getResponseBody(), client.model.Error.class).getHint()).isNotEmpty();
			});
	}

	@Test
	void theTypeScriptClientReadsEveryOperation() throws Exception {
		boolean node = has("node") && has("npm");
		assertThat(node || !"true".equals(System.getenv("CI")))
			.as("CI needs Node.js with npm, version 20 or later, for the client in TypeScript.")
			.isTrue();
		Assumptions.assumeTrue(node, "Install Node.js with npm, version 20 or later, to test the client in TypeScript.");
		try (Stream<Path> files = Files.list(Path.of("src/test/typescript"))) {
			for (Path file : files.toList()) {
				Files.copy(file, TYPESCRIPT.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}

		run("npm", "ci");
		run("npx", "tsc");
		String output = run("node", "out/read.js", this.address);

		assertThat(new TreeSet<>(Arrays.asList(output.strip().split("\\s+")))).isEqualTo(documented());
	}

	private String readEntries(ChangeLogEntriesApi entries) throws ApiException {
		EntryList numbered = read("listChangeLogEntries", entries.listChangeLogEntries(list().perPage(100).build()));
		assertThat(numbered.getItemCount()).isGreaterThan(1000);
		assertThat(numbered.getItems()).hasSize(100).allSatisfy((entry) -> assertThat(entry.getType()).isNotNull());
		EntryList slice = entries.listChangeLogEntries(list().perPage(100).after("").build());
		assertThat(slice.getNext()).isNotEmpty();
		assertThat(slice.getItemCount()).isNull();
		return entries.listChangeLogEntries(list().filtersDocumentTypes(List.of("Task"))
			.filtersTypes(List.of("UPDATED"))
			.perPage(1)
			.build()).getItems().get(0).getId();
	}

	private static ChangeLogEntriesApi.APIListChangeLogEntriesRequest.Builder list() {
		return ChangeLogEntriesApi.APIListChangeLogEntriesRequest.newBuilder()
			.attributes(List.of("created", "details", "document_types", "documents", "type", "user"));
	}

	private void readRecords(RecordsApi records, Entry entry) throws ApiException {
		String type = entry.getDocumentTypes().get(0);
		String id = entry.getDocuments().get(0);
		HistoryPage history = read("listRevisionsOfRecord", records.listRevisionsOfRecord(
				RecordsApi.APIListRevisionsOfRecordRequest.newBuilder().type(type).id(id).labels(true).build()));
		assertThat(history.getItems()).hasSizeGreaterThan(1);
		long newest = history.getItems().get(0).getRevision().getNumber();
		long oldest = history.getItems().get(history.getItems().size() - 1).getRevision().getNumber();
		RecordState state = read("getStateOfRecord", records.getStateOfRecord(
				RecordsApi.APIGetStateOfRecordRequest.newBuilder().type(type).id(id).atOrBefore(newest).build()));
		assertThat(state.getRecord().getId()).isEqualTo(id);
		RecordDifference difference = read("getDifferenceOfRecord",
				records.getDifferenceOfRecord(RecordsApi.APIGetDifferenceOfRecordRequest.newBuilder()
					.type(type)
					.id(id)
					.from(oldest)
					.to(newest)
					.build()));
		assertThat(difference.getFrom()).isEqualTo(oldest);
		read("listDeletedRecords", records.listDeletedRecords(
				RecordsApi.APIListDeletedRecordsRequest.newBuilder().type("AppointmentInclusion").build()));
		assertThat(read("getRevision",
				records.getRevision(RecordsApi.APIGetRevisionRequest.newBuilder()
					.number(Long.toString(newest))
					.labels(true)
					.build()))
			.getItems()).isNotEmpty();
		String request = history.getItems()
			.stream()
			.map((item) -> item.getRevision().getRequestId())
			.filter((requestId) -> requestId != null)
			.findFirst()
			.orElseThrow();
		assertThat(read("listRequest", records
			.listRequest(RecordsApi.APIListRequestRequest.newBuilder().id(request).labels(true).build())).getItems())
			.isNotEmpty();
		Entry note = read("addNote", new ChangeLogEntriesApi(client("owner"))
			.addNote(ChangeLogEntriesApi.APIAddNoteRequest.newBuilder()
				.note(new Note().documentType(type).document(id).note("Read by a generated client"))
				.build()));
		assertThat(note.getDetails().getNote()).isEqualTo("Read by a generated client");
	}

	private void readExport(ChangeLogEntriesApi entries) throws Exception {
		for (String format : List.of("csv", "ndjson")) {
			String file = Files.readString(read("exportChangeLogEntries",
					entries.exportChangeLogEntries(
							ChangeLogEntriesApi.APIExportChangeLogEntriesRequest.newBuilder().format(format).build()))
				.toPath());
			String trailer = file.substring(file.lastIndexOf('\n', file.length() - 2) + 1);
			assertThat(trailer).contains("_export");
			String id = trailer.replaceAll("(?s).*?([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}).*", "$1");
			assertThat(trailer).contains(read("getChangeLogExport", entries
				.getChangeLogExport(ChangeLogEntriesApi.APIGetChangeLogExportRequest.newBuilder().id(id).build()))
				.getSha256());
		}
	}

	private void readReport(AccessReportApi reports, String patient) throws Exception {
		for (String format : List.of("csv", "ndjson", "html")) {
			String file = Files.readString(read("getAccessReport",
					reports.getAccessReport(AccessReportApi.APIGetAccessReportRequest.newBuilder()
						.patient(patient)
						.format(format)
						.changes(true)
						.build()))
				.toPath());
			String trailer = file.substring(file.lastIndexOf('\n', file.length() - 2) + 1);
			String id = trailer.replaceAll("(?s).*?([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}).*", "$1");
			assertThat(trailer).contains(read("getAccessReportManifest",
					reports.getAccessReportManifest(AccessReportApi.APIGetAccessReportManifestRequest.newBuilder()
						.patient(patient)
						.id(id)
						.build()))
				.getSha256());
		}
	}

	private <T> T read(String operation, T answer) {
		assertThat(answer).as(operation).isNotNull();
		this.operations.add(operation);
		return answer;
	}

	private ApiClient client(String who) {
		ApiClient client = new ApiClient();
		client.updateBaseUri(this.address);
		client.setObjectMapper(mapper());
		client.setRequestInterceptor((request) -> request.header("Authorization", "Bearer demo-" + who + "-key"));
		return client;
	}

	/** Fails where an answer has what the document does not. */
	private static ObjectMapper mapper() {
		return ApiClient.createDefaultObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
	}

	private static Set<String> documented() throws IOException {
		Set<String> operations = new TreeSet<>();
		for (JsonNode path : new ObjectMapper().readTree(Path.of("openapi.json").toFile()).get("paths")) {
			path.forEach((operation) -> operations.add(operation.get("operationId").asText()));
		}
		return operations;
	}

	private static boolean has(String program) throws InterruptedException {
		try {
			return new ProcessBuilder(program, "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static String run(String... command) throws IOException, InterruptedException {
		Path output = Files.createTempFile(TYPESCRIPT, "output", ".txt");
		Process process = new ProcessBuilder(command).directory(TYPESCRIPT.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("%s ends", List.of(command)).isTrue();
			assertThat(process.exitValue()).as(Files.readString(output)).isZero();
			return Files.readString(output);
		}
		finally {
			process.destroyForcibly();
			Files.delete(output);
		}
	}

}
