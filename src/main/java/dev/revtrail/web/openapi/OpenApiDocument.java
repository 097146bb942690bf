package dev.revtrail.web.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import dev.revtrail.web.ContractDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.core.io.ClassPathResource;

/**
 * The OpenAPI document: the parts of all enabled contracts, with the paths of the host.
 */
final class OpenApiDocument {

	private static final String VERSION = "3.1.0";

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private final ObjectNode document = MAPPER.createObjectNode();

	OpenApiDocument(String application, List<ContractDocument> parts) {
		this.document.put("openapi", VERSION);
		this.document.putObject("info")
			.put("title", application + " change log")
			.put("version", "1")
			.put("description", "Who changed what, when and from where.");
		this.document.putObject("paths");
		this.document.putObject("components");
		parts.forEach(this::add);
	}

	private void add(ContractDocument part) {
		JsonNode content = read(part.name());
		content.path("paths")
			.forEachEntry((path, item) -> this.document.withObject("paths").set(part.served(path), item));
		content.path("components")
			.forEachEntry((kind,
					named) -> this.document.withObject("components").withObject(kind).setAll((ObjectNode) named));
	}

	private static JsonNode read(String name) {
		ClassPathResource resource = new ClassPathResource("dev/revtrail/openapi/" + name + ".json",
				OpenApiDocument.class.getClassLoader());
		try (InputStream content = resource.getInputStream()) {
			return MAPPER.readTree(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns the document for callers who reach the application under a path. */
	JsonNode under(String contextPath) {
		ObjectNode served = this.document.deepCopy();
		served.putArray("servers").addObject().put("url", contextPath.isEmpty() ? "/" : contextPath);
		return served;
	}

}
