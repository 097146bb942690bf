package dev.revtrail.web.export;

import java.util.function.Function;

import dev.revtrail.ChangeEntry;
import dev.revtrail.web.request.JsonAnswer;

/**
 * Newline-delimited JSON: each line an object. The last one has the single property
 * {@link ExportTrailer#NAME}.
 *
 * @param view converts an entry to the object that is written as JSON
 */
public record NdjsonFormat(Function<ChangeEntry, ?> view) implements ExportFormat {

	@Override
	public String extension() {
		return "ndjson";
	}

	@Override
	public String mediaType() {
		return "application/x-ndjson;charset=UTF-8";
	}

	@Override
	public byte[] head() {
		return new byte[0];
	}

	@Override
	public byte[] row(ChangeEntry entry) {
		return JsonAnswer.bytes(JsonAnswer.text(this.view.apply(entry)) + "\n");
	}

	@Override
	public byte[] trailer(ExportTrailer trailer) {
		return JsonAnswer.bytes(JsonAnswer.text(trailer.json()) + "\n");
	}

}
