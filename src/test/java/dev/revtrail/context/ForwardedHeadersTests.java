package dev.revtrail.context;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
class ForwardedHeadersTests {

	@ParameterizedTest
	@CsvSource({ "none, 127.0.0.1", "native, 203.0.113.9", "framework, 203.0.113.9" })
	void theForwardedAddressCountsWhereTheHostTrustsItsProxy(String strategy, String address) throws Exception {
		try (var application = new SpringApplicationBuilder(Application.class).run("--server.port=0",
				"--spring.config.name=library", "--server.forward-headers-strategy=" + strategy)) {
			URI uri = URI.create("http://127.0.0.1:%s/address"
				.formatted(application.getEnvironment().getRequiredProperty("local.server.port")));
			assertThat(HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(uri).header("X-Forwarded-For", "203.0.113.9").build(),
						BodyHandlers.ofString())
				.body()).isEqualTo(address);
		}
	}

	@SpringBootConfiguration
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
			ContextAutoConfiguration.class })
	@Import(Addresses.class)
	static class Application {

	}

	@RestController
	static class Addresses {

		private final ChangeContext context;

		Addresses(ChangeContext context) {
			this.context = context;
		}

		@GetMapping("/address")
		String address() {
			return this.context.current().request().ipAddress();
		}

	}

}
