package dev.clinic.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.revtrail.Action;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.context.AttemptedChange;
import dev.revtrail.event.RequestTargets;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.rest.core.mapping.ResourceMappings;
import org.springframework.data.rest.core.mapping.ResourceMetadata;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/**
 * Knows which record a request under {@code /api} is to change.
 */
@Component
class ApiTargets implements RequestTargets {

	private final ObjectProvider<ResourceMappings> mappings;

	private final ObjectProvider<RecordTypes> types;

	ApiTargets(ObjectProvider<ResourceMappings> mappings, ObjectProvider<RecordTypes> types) {
		this.mappings = mappings;
		this.types = types;
	}

	@Override
	public Optional<AttemptedChange> changeBy(String method, String path) {
		List<String> segments = Arrays.stream(path.split("/")).filter((segment) -> !segment.isEmpty()).toList();
		if (segments.size() < 2 || !segments.get(0).equals("api")) {
			return Optional.empty();
		}
		return type(segments.get(1)).flatMap((type) -> {
			if (segments.size() == 2) {
				return method.equals("POST")
						? Optional.of(new AttemptedChange(Action.CREATE, RecordRef.none(type.name())))
						: Optional.empty();
			}
			return action(method, segments.size() == 3)
				.map((action) -> new AttemptedChange(action, new RecordRef(type.name(), decoded(segments.get(2)))));
		});
	}

	private Optional<RecordType> type(String name) {
		return this.mappings.getObject()
			.stream()
			.filter(ResourceMetadata::isExported)
			.filter((resource) -> resource.getPath().matches(name))
			.findFirst()
			.flatMap((resource) -> this.types.getObject().find(resource.getDomainType()));
	}

	private static Optional<Action> action(String method, boolean whole) {
		return switch (method) {
			case "POST", "PUT", "PATCH" -> Optional.of(Action.UPDATE);
			case "DELETE" -> Optional.of(whole ? Action.DELETE : Action.UPDATE);
			default -> Optional.empty();
		};
	}

	private static String decoded(String segment) {
		try {
			return UriUtils.decode(segment, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			// An address that cannot be decoded names no record but itself
			return segment;
		}
	}

}
