package dev.revtrail.web.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletResponse;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes JSON as the contract defines it, regardless of the host's own JSON
 * configuration: no property is renamed, dropped or formatted.
 */
public final class JsonAnswer {

	private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.build();

	private JsonAnswer() {
	}

	/**
	 * Answers a request. Drops what has been written and not been sent yet.
	 * @param response the response
	 * @param status the HTTP status
	 * @param body the object or array
	 * @throws IOException when the answer cannot be sent
	 * @throws IllegalStateException if another answer has begun, which must not end with
	 * this one
	 */
	public static void write(HttpServletResponse response, int status, Object body) throws IOException {
		ByteBuffer json = encode(text(body));
		response.resetBuffer();
		AnswerHeaders.protect(response);
		response.setStatus(status);
		response.setContentType("application/json");
		response.setHeader("Cache-Control", "no-store");
		response.setContentLength(json.remaining());
		response.getOutputStream().write(json.array(), json.arrayOffset() + json.position(), json.remaining());
	}

	/**
	 * Returns the JSON of an object or array.
	 * @param body the object or array
	 * @return its text
	 */
	public static String text(Object body) {
		return MAPPER.writeValueAsString(body);
	}

	/** Encodes a text in UTF-8. */
	public static byte[] bytes(String text) {
		ByteBuffer encoded = encode(text);
		byte[] bytes = new byte[encoded.remaining()];
		encoded.get(bytes);
		return bytes;
	}

	/**
	 * Encodes JSON. Records may contain half a surrogate pair, which UTF-8 cannot
	 * represent.
	 */
	private static ByteBuffer encode(String json) {
		try {
			return StandardCharsets.UTF_8.newEncoder()
				.onMalformedInput(CodingErrorAction.REPLACE)
				.replaceWith(REPLACEMENT)
				.encode(CharBuffer.wrap(json));
		}
		catch (CharacterCodingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
