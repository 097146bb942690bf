package dev.revtrail.graphql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.revtrail.EventTypes;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;

/**
 * The schema of a version: the types of the contract with the record types of the host,
 * and those of other events with its event types.
 */
final class LogSchema {

	private LogSchema() {
	}

	/**
	 * Returns the schema as text.
	 * @param version the version
	 * @param types the record types that the host tracks
	 * @param events the event types
	 * @return the schema in GraphQL's definition language
	 */
	static String text(ApiVersion version, RecordTypes types, EventTypes events) {
		List<String> names = types.all().stream().map(RecordType::name).toList();
		names.stream().filter((name) -> !name.matches("[_A-Za-z][_0-9A-Za-z]*")).findFirst().ifPresent((name) -> {
			throw new IllegalStateException("The record type " + name
					+ " needs a name of letters, digits and underscores to be served over GraphQL; give it one by @Tracked(name = …).");
		});
		if (names.isEmpty()) {
			throw new IllegalStateException(
					"There is no record type that GraphQL could serve the log of; mark entities @Audited, or switch off revtrail.graphql.enabled.");
		}
		return resource("audit-log-" + version.paging().schema()) + enumeration("AuditEventResourceName", names)
				+ resource("audit-events")
				+ enumeration("RecordedEventType", events.all().stream().map((type) -> type.action().name()).toList());
	}

	private static String resource(String name) {
		String file = name + ".graphqls";
		try (InputStream text = Objects.requireNonNull(LogSchema.class.getResourceAsStream(file), file)) {
			return new String(text.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String enumeration(String name, List<String> values) {
		return values.stream().collect(Collectors.joining("\n  ", "\nenum " + name + " {\n  ", "\n}\n"));
	}

	/**
	 * Returns the executable schema.
	 * @param text the schema as text
	 * @param version the version
	 * @param log answers the fields of the query
	 * @return the schema
	 */
	static GraphQLSchema of(String text, ApiVersion version, AuditLog log) {
		DataFetcher<?> auditLog = (version.paging() == ApiVersion.Paging.LIST) ? log::list : log::connection;
		RuntimeWiring.Builder wiring = RuntimeWiring.newRuntimeWiring()
			.strictMode(false)
			.scalar(Scalars.id())
			.scalar(Scalars.moment())
			.scalar(Scalars.cursor())
			.type("Query", (type) -> type.dataFetcher("auditLog", auditLog).dataFetcher("auditEvents", log::events));
		EventFields.of(version).forEach((name, fields) -> wiring.type(name, (type) -> {
			fields.forEach(type::dataFetcher);
			return type;
		}));
		return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(text), wiring.build());
	}

}
