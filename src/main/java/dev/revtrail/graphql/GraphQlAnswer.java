package dev.revtrail.graphql;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Answers in one of the media types of GraphQL over HTTP. In
 * {@code application/graphql-response+json} the status shows whether there is data; in
 * {@code application/json}, which an intermediary may have made, every well-formed
 * request is answered by 200, unless the caller is not let in.
 */
enum GraphQlAnswer {

	/** The media type before the specification had its own. */
	JSON("application/json"),

	/** The specification's own media type. */
	GRAPHQL_RESPONSE("application/graphql-response+json");

	private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final MediaType mediaType;

	GraphQlAnswer(String mediaType) {
		this.mediaType = MediaType.parseMediaType(mediaType);
	}

	/**
	 * Returns the media type that a request prefers, JSON by default.
	 * @param accept the header's values
	 * @return the answer, or null if it accepts neither
	 */
	static @Nullable GraphQlAnswer accepted(List<String> accept) {
		List<MediaType> ranges;
		try {
			ranges = MediaType.parseMediaTypes(accept);
		}
		catch (InvalidMediaTypeException ex) {
			return null;
		}
		if (ranges.isEmpty()) {
			return JSON;
		}
		GraphQlAnswer best = null;
		double quality = 0;
		for (GraphQlAnswer answer : values()) {
			double wanted = answer.qualityIn(ranges);
			boolean named = ranges.stream().anyMatch(answer.mediaType::equalsTypeAndSubtype);
			if (wanted > quality || (wanted == quality && wanted > 0 && named)) {
				best = answer;
				quality = wanted;
			}
		}
		return best;
	}

	/** Returns the quality of a media type by the most specific range. */
	private double qualityIn(List<MediaType> ranges) {
		return ranges.stream()
			.filter((range) -> range.includes(this.mediaType))
			.max(Comparator.comparingInt((range) -> range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2))
			.map(MediaType::getQualityValue)
			.orElse(0.0);
	}

	/**
	 * Answers with a result.
	 * @param result the result
	 * @param response the response, nothing of which has been written yet
	 * @throws IOException when the answer cannot be sent
	 */
	void write(ExecutionResult result, HttpServletResponse response) throws IOException {
		List<Map<String, Object>> errors = result.getErrors().stream().map(ErrorView::specification).toList();
		Map<String, @Nullable Object> body = new LinkedHashMap<>();
		if (!errors.isEmpty()) {
			body.put("errors", errors);
		}
		if (result.isDataPresent()) {
			body.put("data", result.getData());
		}
		write(result.isDataPresent() ? 200 : statusOf(result.getErrors()), body, response);
	}

	private int statusOf(List<GraphQLError> errors) {
		int status = errors.stream().map(ErrorView::codeOf).mapToInt(ErrorCode::status).max().orElse(400);
		return (status == 400 && this == JSON) ? 200 : status;
	}

	/**
	 * Answers with an error alone.
	 * @param refusal the error
	 * @param response the response, nothing of which has been written yet
	 * @throws IOException when the answer cannot be sent
	 */
	void write(GraphQlRefusal refusal, HttpServletResponse response) throws IOException {
		write(refusal.status(), refusal.body(), response);
	}

	private void write(int status, Map<String, ? extends @Nullable Object> body, HttpServletResponse response)
			throws IOException {
		ByteBuffer json = encode(MAPPER.writeValueAsString(body));
		response.setStatus(status);
		response.setContentType(this.mediaType + ";charset=utf-8");
		response.setHeader("Cache-Control", "no-store");
		response.setContentLength(json.remaining());
		response.getOutputStream().write(json.array(), json.arrayOffset() + json.position(), json.remaining());
	}

	/** Records may hold half a character, which UTF-8 cannot. */
	private static ByteBuffer encode(String json) throws IOException {
		return StandardCharsets.UTF_8.newEncoder()
			.onMalformedInput(CodingErrorAction.REPLACE)
			.replaceWith(REPLACEMENT)
			.encode(CharBuffer.wrap(json));
	}

}
