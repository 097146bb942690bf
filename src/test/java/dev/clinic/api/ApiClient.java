package dev.clinic.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.clinic.record.Role;
import dev.clinic.record.ClinicPrincipal;
import dev.revtrail.SettableClock;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.transaction.support.TransactionTemplate;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

/**
 * Calls {@code /api} as a user of a practice.
 */
class ApiClient {

	private static final AtomicInteger PRACTICES = new AtomicInteger();

	private final JsonMapper json = new JsonMapper();

	private final MockMvc mvc;

	private final EntityManager entityManager;

	private final TransactionTemplate transactions;

	private final SettableClock clock;

	ApiClient(MockMvc mvc, EntityManager entityManager, TransactionTemplate transactions, SettableClock clock) {
		this.mvc = mvc;
		this.entityManager = entityManager;
		this.transactions = transactions;
		this.clock = clock;
	}

	/**
	 * Founds a practice that no other test knows, whose appointment is in a week.
	 * @return the practice
	 */
	Practice practice() {
		return Practice.found("practice-" + PRACTICES.incrementAndGet(), this.clock.instant().plus(Duration.ofDays(7)),
				this.entityManager, this.transactions);
	}

	void waitFor(Duration time) {
		this.clock.advance(time);
	}

	static ClinicPrincipal owner(Practice practice) {
		return practice.as(Role.OWNER);
	}

	static ClinicPrincipal admin(Practice practice) {
		return practice.as(Role.ADMIN);
	}

	static ClinicPrincipal provider(Practice practice) {
		return practice.as(Role.PROVIDER);
	}

	static ClinicPrincipal auditor(Practice practice) {
		return practice.as(Role.AUDITOR);
	}

	Answer get(ClinicPrincipal caller, String uri) {
		return call(caller, HttpMethod.GET, uri, MediaType.APPLICATION_JSON, null, Map.of());
	}

	Answer post(ClinicPrincipal caller, String uri, Object body) {
		return call(caller, HttpMethod.POST, uri, MediaType.APPLICATION_JSON, body, Map.of());
	}

	Answer patch(ClinicPrincipal caller, String uri, Object body) {
		return call(caller, HttpMethod.PATCH, uri, MediaType.valueOf("application/merge-patch+json"), body, Map.of());
	}

	Answer jsonPatch(ClinicPrincipal caller, String uri, Object body) {
		return call(caller, HttpMethod.PATCH, uri, MediaType.valueOf("application/json-patch+json"), body, Map.of());
	}

	Answer put(ClinicPrincipal caller, String uri, Object body) {
		return call(caller, HttpMethod.PUT, uri, MediaType.APPLICATION_JSON, body, Map.of());
	}

	Answer delete(ClinicPrincipal caller, String uri) {
		return call(caller, HttpMethod.DELETE, uri, MediaType.APPLICATION_JSON, null, Map.of());
	}

	/**
	 * Calls.
	 * @param caller who calls
	 * @param method the method
	 * @param uri the address
	 * @param type the body's type
	 * @param body text to send as it is, anything else as JSON, or null for none
	 * @param headers more headers
	 * @return the answer
	 */
	Answer call(ClinicPrincipal caller, HttpMethod method, String uri, MediaType type, @Nullable Object body,
			Map<String, String> headers) {
		MockHttpServletRequestBuilder request = request(method, uri).accept(MediaType.APPLICATION_JSON)
			.with(authentication(new UsernamePasswordAuthenticationToken(caller, null,
					AuthorityUtils.createAuthorityList(caller.authorities()))));
		headers.forEach(request::header);
		if (body != null) {
			request.contentType(type)
				.content((body instanceof String text) ? text : this.json.writeValueAsString(body));
		}
		try {
			MockHttpServletResponse response = this.mvc.perform(request).andReturn().getResponse();
			String text = response.getContentAsString();
			return new Answer(response.getStatus(), text,
					text.startsWith("{") ? this.json.readTree(text) : MissingNode.getInstance(),
					String.valueOf(response.getHeader("ETag")));
		}
		catch (Exception ex) {
			throw new IllegalStateException(method + " " + uri + " with " + body + " went wrong.", ex);
		}
	}

	/**
	 * What the server answered.
	 *
	 * @param status the status
	 * @param text the body
	 * @param body the body as JSON
	 * @param tag the record's version as a header
	 */
	record Answer(int status, String text, JsonNode body, String tag) {

		/**
		 * A field's value.
		 * @param pointer its name, with slashes before each level
		 * @return the value as text
		 */
		String value(String pointer) {
			return this.body.at(pointer).asString();
		}

	}

}
