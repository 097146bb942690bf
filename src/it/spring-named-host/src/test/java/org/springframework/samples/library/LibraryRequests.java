package org.springframework.samples.library;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.springframework.samples.library.book.BookRepository;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the tests have in common: requests to the running application, and the log.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class LibraryRequests {

	@Value("${local.server.port}")
	int port;

	@Autowired
	ChangeLog changeLog;

	@Autowired
	BookRepository books;

	void post(String path) throws Exception {
		HttpResponse<String> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
				.POST(HttpRequest.BodyPublishers.noBody())
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("1");
	}

	List<ChangeEntry> history(String isbn) {
		return this.changeLog
			.slice(ChangeQuery.in(Scope.everything()).record(new RecordRef("BOOK", isbn)), null, 10)
			.entries();
	}

}
