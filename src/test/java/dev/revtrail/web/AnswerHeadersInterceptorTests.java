package dev.revtrail.web;

import java.util.Optional;

import dev.revtrail.web.request.ContractController;
import dev.revtrail.web.request.ErrorForm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The headers of answers in a host that sets none itself, as Spring Security would.
 */
@Tag("unit")
class AnswerHeadersInterceptorTests {

	private static final String TYPE = "X-Content-Type-Options";

	private static final String POLICY = "Cross-Origin-Resource-Policy";

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@Test
	void answersOfTheLibraryHaveBoth() throws Exception {
		handle(new Contract());

		assertThat(this.response.getHeaders(TYPE)).containsExactly("nosniff");
		assertThat(this.response.getHeaders(POLICY)).containsExactly("same-origin");
	}

	@Test
	void thoseOfTheHostStay() throws Exception {
		this.response.setHeader(POLICY, "cross-origin");
		handle(new Contract());

		assertThat(this.response.getHeaders(TYPE)).containsExactly("nosniff");
		assertThat(this.response.getHeaders(POLICY)).containsExactly("cross-origin");
	}

	@Test
	void otherAnswersHaveNone() throws Exception {
		handle("a host's own handler");

		assertThat(this.response.getHeaderNames()).isEmpty();
	}

	private void handle(Object controller) throws Exception {
		HandlerMethod handler = new HandlerMethod(controller, controller.getClass().getMethod("toString"));
		assertThat(new AnswerHeadersInterceptor().preHandle(new MockHttpServletRequest(), this.response, handler))
			.isTrue();
	}

	/** A contract without handlers. */
	private static final class Contract extends ContractController {

		Contract() {
			super(Optional::empty, ErrorForm.HINT);
		}

	}

}
