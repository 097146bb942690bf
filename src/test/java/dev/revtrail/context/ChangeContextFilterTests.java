package dev.revtrail.context;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.Callable;

import dev.revtrail.ActorResolver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.application.name=shop", "server.tomcat.threads.max=1" })
class ChangeContextFilterTests {

	@LocalServerPort
	private int port;

	@Autowired
	private ThreadPoolTaskExecutor executor;

	@Autowired
	private ChangeContext context;

	@Test
	void bindsTheRequestAndReturnsItsId() throws Exception {
		HttpResponse<String> response = get("/now?secret=1", "r-1");
		assertThat(response.headers().firstValue("X-Request-Id")).contains("r-1");
		assertThat(response.body()).isEqualTo("anonymous shop r-1 GET /now");
	}

	@Test
	void makesAnIdWhereTheCallerBroughtNone() throws Exception {
		HttpResponse<String> response = send(request("/now").build());
		assertThat(response.body()).contains(response.headers().firstValue("X-Request-Id").orElseThrow());
	}

	@Test
	void bindsTheRequestOnTheThreadOfACallableAndTakesItOffAgain() throws Exception {
		assertThat(get("/callable", "r-2").body()).isEqualTo("anonymous shop r-2 GET /callable");
		assertThat(this.executor.submit(this.context::current).get().requestId()).isNull();
	}

	@Test
	void takesItOffAgainWhenTheCallableThrows() throws Exception {
		HttpResponse<String> response = get("/callable-broken", "r-3");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.headers().allValues("X-Request-Id")).containsExactly("r-3");
		assertThat(this.executor.submit(this.context::current).get().requestId()).isNull();
	}

	@Test
	void handsOverToAPooledThreadOnRequest() throws Exception {
		assertThat(get("/deferred", "r-4").body()).isEqualTo("anonymous shop r-4 GET /deferred");
	}

	@Test
	void returnsTheIdWithErrorsAndWithWhatIsNotThere() throws Exception {
		assertThat(get("/broken", "r-5").headers().allValues("X-Request-Id")).containsExactly("r-5");
		assertThat(get("/nowhere", "r-6").headers().allValues("X-Request-Id")).containsExactly("r-6");
	}

	@Test
	void leaksNothingToTheNextRequestOnTheSameThread() throws Exception {
		get("/broken", "r-8");
		assertThat(send(request("/now").build()).body()).doesNotContain("r-8");
	}

	private HttpResponse<String> get(String path, String requestId) throws Exception {
		return send(request(path).header("X-Request-Id", requestId).build());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path));
	}

	private static HttpResponse<String> send(HttpRequest request) throws Exception {
		return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
	}

	@SpringBootConfiguration
	@ImportAutoConfiguration({ TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
			WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
			ErrorMvcAutoConfiguration.class, ContextAutoConfiguration.class })
	@Import(Reports.class)
	static class Application implements WebMvcConfigurer {

		@Bean
		ThreadPoolTaskExecutor taskExecutor() {
			ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
			pool.setCorePoolSize(1);
			pool.initialize();
			return pool;
		}

		@Bean
		WebMvcConfigurer asynchronous(AsyncTaskExecutor executor) {
			return new WebMvcConfigurer() {

				@Override
				public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
					configurer.setTaskExecutor(executor);
				}

			};
		}

		@Bean
		ActorResolver actorResolver() {
			return Optional::empty;
		}

	}

	@RestController
	static class Reports {

		private final ChangeContext context;

		private final TaskExecutor executor;

		Reports(ChangeContext context, TaskExecutor executor) {
			this.context = context;
			this.executor = executor;
		}

		@GetMapping("/now")
		String now() {
			Origin origin = this.context.current();
			return "%s %s %s %s %s".formatted(origin.actor().id(), origin.source(), origin.requestId(),
					origin.request().method(), origin.request().path());
		}

		@GetMapping("/callable")
		Callable<String> callable() {
			return this::now;
		}

		@GetMapping("/callable-broken")
		Callable<String> brokenCallable() {
			return this::broken;
		}

		@GetMapping("/deferred")
		DeferredResult<String> deferred() {
			DeferredResult<String> result = new DeferredResult<>();
			this.executor.execute(this.context.wrap(() -> result.setResult(now())));
			return result;
		}

		@GetMapping("/broken")
		String broken() {
			throw new IllegalStateException("broken");
		}

	}

}
