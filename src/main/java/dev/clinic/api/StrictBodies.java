package dev.clinic.api;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.clinic.record.ClinicRecord;
import dev.clinic.security.ApiKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.rest.core.mapping.RepositoryResourceMappings;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;

/**
 * Refuses bodies that have a name twice, or a field that cannot be written. Comes after
 * the application's security.
 */
@Component
class StrictBodies extends OncePerRequestFilter {

	private static final int LARGEST = 1_000_000;

	private static final String BASE = "/api/";

	private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH");

	private static final JsonMapper LENIENT = JsonMapper.shared();

	private static final JsonMapper STRICT = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private final ObjectProvider<RepositoryResourceMappings> mappings;

	private final WritableFields fields = new WritableFields();

	private volatile @Nullable Map<String, Class<?>> types;

	StrictBodies(ObjectProvider<RepositoryResourceMappings> mappings) {
		this.mappings = mappings;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !METHODS.contains(request.getMethod()) || !isJson(request.getContentType())
				|| !pathOf(request).startsWith(BASE);
	}

	private static boolean isJson(@Nullable String contentType) {
		return contentType != null
				&& contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).matches("application/(.+\\+)?json");
	}

	private static String pathOf(HttpServletRequest request) {
		return UrlPathHelper.defaultInstance.getPathWithinApplication(request);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
		if (body.length > LARGEST) {
			refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
					new ApiProblem("The request body takes at most 1,000,000 bytes."));
			return;
		}
		JsonNode json = read(STRICT, body);
		if (json == null) {
			json = read(LENIENT, body);
			if (json == null || json.isObject()) {
				refuse(response, new ApiProblem((json != null) ? "The request body must have each name once."
						: "The request body must be valid JSON in UTF-8."));
				return;
			}
		}
		if (json.isObject()) {
			List<String> refused = refused(request, json);
			if (!refused.isEmpty()) {
				refuse(response, problem(refused));
				return;
			}
		}
		chain.doFilter(new ReadRequest(request, body), response);
	}

	private static @Nullable JsonNode read(JsonMapper mapper, byte[] body) {
		try {
			return mapper.readTree(body);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/**
	 * Records are at paths of one or two parts; bodies at others are no records. Neither
	 * is the request for a key, which is issued.
	 */
	private List<String> refused(HttpServletRequest request, JsonNode body) {
		String[] parts = pathOf(request).substring(BASE.length()).split("/");
		Class<?> type = (parts.length <= 2) ? types().get(parts[0]) : null;
		if (type == null || (type == ApiKey.class && request.getMethod().equals("POST"))) {
			return List.of();
		}
		return this.fields.refused(type, body);
	}

	private Map<String, Class<?>> types() {
		Map<String, Class<?>> known = this.types;
		if (known == null) {
			Map<String, Class<?>> found = new HashMap<>();
			this.mappings.getObject().forEach((mapping) -> {
				if (mapping.isExported() && ClinicRecord.class.isAssignableFrom(mapping.getDomainType())) {
					found.put(mapping.getPath().toString().substring(1), mapping.getDomainType());
				}
			});
			known = Map.copyOf(found);
			this.types = known;
		}
		return known;
	}

	private static ApiProblem problem(List<String> refused) {
		Map<String, List<String>> fields = new LinkedHashMap<>();
		refused.forEach((field) -> fields.put((field.length() > 100) ? field.substring(0, 100) : field,
				List.of("is unknown or read-only")));
		return new ApiProblem("The record has fields that cannot be written.", fields);
	}

	private static void refuse(HttpServletResponse response, ApiProblem problem) throws IOException {
		refuse(response, HttpServletResponse.SC_BAD_REQUEST, problem);
	}

	private static void refuse(HttpServletResponse response, int status, ApiProblem problem) throws IOException {
		byte[] json = LENIENT.writeValueAsBytes(problem);
		response.setStatus(status);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setContentLength(json.length);
		response.getOutputStream().write(json);
	}

	/** A request whose body has been read. */
	private static final class ReadRequest extends HttpServletRequestWrapper {

		private final byte[] body;

		private ReadRequest(HttpServletRequest request, byte[] body) {
			super(request);
			this.body = body;
		}

		@Override
		public ServletInputStream getInputStream() {
			return new ReadBody(this.body);
		}

		@Override
		public BufferedReader getReader() {
			return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
		}

	}

	/** A body that has been read. */
	private static final class ReadBody extends ServletInputStream {

		private final ByteArrayInputStream body;

		private ReadBody(byte[] body) {
			this.body = new ByteArrayInputStream(body);
		}

		@Override
		public int read() {
			return this.body.read();
		}

		@Override
		public int read(byte[] buffer, int offset, int length) {
			return this.body.read(buffer, offset, length);
		}

		@Override
		public boolean isFinished() {
			return this.body.available() == 0;
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setReadListener(ReadListener listener) {
			throw new UnsupportedOperationException("The body has been read already.");
		}

	}

}
