package dev.revtrail.fault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Does what the writers ask for.
 */
@FunctionalInterface
interface Operations {

	/**
	 * Does one operation.
	 * @param kind what to do: create, update or delete
	 * @param operation the operation's name
	 * @param parcel the parcel's id; 0 where it is to be created
	 * @param label the label's id
	 * @return the parcel's id, once the transaction is committed
	 * @throws Exception when it is not, or may not be
	 */
	long perform(String kind, String operation, long parcel, String label) throws Exception;

	/**
	 * Has another process do them.
	 * @param port the port where it answers
	 * @return the operations
	 */
	static Operations at(int port) {
		Duration patience = Duration.ofSeconds(10);
		HttpClient http = HttpClient.newBuilder().connectTimeout(patience).build();
		return (kind, operation, parcel, label) -> {
			URI address = URI.create("http://localhost:%d/%s/%s/%d/%s".formatted(port, kind, operation, parcel, label));
			HttpResponse<String> response = http.send(HttpRequest.newBuilder(address).timeout(patience).build(),
					HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new IOException(response.body());
			}
			return Long.parseLong(response.body());
		};
	}

}
