package example.warehouse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Serves the warehouse over HTTP on a free port, which it prints. A request's path is an
 * operation and its arguments, such as {@code /update/w1-7/42/w1-3}; status 200 says that
 * its transaction was committed.
 */
@SpringBootApplication
public class WarehouseApplication {

	private static final int WRITERS = 8;

	/**
	 * Starts the application, which runs until it is killed.
	 * @param args what Spring Boot takes
	 * @throws IOException when there is no free port
	 */
	public static void main(String[] args) throws IOException {
		Warehouse warehouse = start(Map.of(), args).getBean(Warehouse.class);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setExecutor(Executors.newFixedThreadPool(WRITERS));
		server.createContext("/", (exchange) -> answer(warehouse, exchange));
		server.start();
		System.out.println("port " + server.getAddress().getPort());
	}

	/**
	 * Starts the application without its HTTP server.
	 * @param properties the application's properties
	 * @param args what Spring Boot takes
	 * @return the application context
	 */
	public static ConfigurableApplicationContext start(Map<String, Object> properties, String... args) {
		return new SpringApplicationBuilder(WarehouseApplication.class).web(WebApplicationType.NONE)
			.properties(Map.of("spring.config.name", "warehouse", "spring.main.banner-mode", "off",
					"spring.flyway.enabled", "false", "spring.jpa.hibernate.ddl-auto", "update",
					"revtrail.schema.initialize", "always", "logging.level.root", "warn"))
			.properties(properties)
			.run(args);
	}

	private static void answer(Warehouse warehouse, HttpExchange exchange) throws IOException {
		int status = 200;
		String body;
		try {
			body = perform(warehouse, exchange.getRequestURI().getPath().substring(1).split("/"));
		}
		catch (RuntimeException ex) {
			status = 500;
			body = ex.toString();
		}
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		exchange.sendResponseHeaders(status, bytes.length);
		exchange.getResponseBody().write(bytes);
		exchange.close();
	}

	private static String perform(Warehouse warehouse, String[] words) {
		switch (words[0]) {
			case "create":
				return Long.toString(warehouse.create(words[1]));
			case "update":
				warehouse.update(words[1], Long.parseLong(words[2]), words[3]);
				return words[2];
			case "delete":
				warehouse.delete(Long.parseLong(words[2]), words[3]);
				return words[2];
			default:
				throw new IllegalArgumentException("There is no operation " + words[0] + ".");
		}
	}

}
