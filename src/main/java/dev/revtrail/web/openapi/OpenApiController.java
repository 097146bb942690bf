package dev.revtrail.web.openapi;

import java.io.IOException;
import java.util.Set;

import dev.revtrail.CallerResolver;
import dev.revtrail.web.request.ContractController;
import dev.revtrail.web.request.ErrorForm;
import dev.revtrail.web.request.JsonAnswer;
import dev.revtrail.web.request.RequestParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Serves the OpenAPI document to every known caller: it describes the requests, and
 * contains no recorded data.
 */
@Controller
@RequestMapping("${revtrail.web.openapi.path:/v1/openapi.json}")
class OpenApiController extends ContractController {

	private final OpenApiDocument document;

	OpenApiController(OpenApiDocument document, CallerResolver callers) {
		super(callers, ErrorForm.HINT);
		this.document = document;
	}

	@GetMapping
	void document(HttpServletRequest request, HttpServletResponse response) throws IOException {
		known();
		new RequestParameters(parametersOf(request), Set.of()).refuseErrors();
		JsonAnswer.write(response, 200, this.document.under(request.getContextPath()));
	}

	@RequestMapping(method = RequestMethod.OPTIONS)
	void options(HttpServletResponse response) throws IOException {
		allow(response);
	}

	@RequestMapping
	void refuseMethod(HttpServletResponse response) {
		throw otherMethod(response);
	}

}
