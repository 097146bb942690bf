package dev.clinic.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Makes the server answer in JSON and with a request id where a request is so malformed
 * that it never reaches the application: every answer is a JSON object.
 */
@Component
class ServerErrors implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.addContextCustomizers((context) -> context.getParent().getPipeline().addValve(new JsonReport()));
	}

	/** Reports errors that no page of the application has reported. */
	static class JsonReport extends ErrorReportValve {

		@Override
		protected void report(Request request, Response response, Throwable throwable) {
			if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
				return;
			}
			if (!response.containsHeader("X-Request-Id")) {
				response.setHeader("X-Request-Id", UUID.randomUUID().toString());
			}
			try {
				response.setContentType("application/json");
				response.getOutputStream()
					.write("{\"hint\":\"The request is malformed.\",\"arg_errors\":null}"
						.getBytes(StandardCharsets.UTF_8));
				response.finishResponse();
			}
			catch (IOException ex) {
				getContainer().getLogger().debug("The caller closed the connection before the response was sent.", ex);
			}
		}

	}

}
