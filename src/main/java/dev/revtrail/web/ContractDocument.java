package dev.revtrail.web;

import java.util.Map;

/**
 * What a contract that is switched on adds to the OpenAPI document.
 *
 * @param name the name of its part, a resource next to the others under
 * {@code dev/revtrail/openapi}
 * @param paths where the host serves what the part has under a path, by that path; those
 * not named are served as the part has them
 */
public record ContractDocument(String name, Map<String, String> paths) {

	public ContractDocument {
		paths = Map.copyOf(paths);
	}

	/**
	 * Where the host serves a path of the part.
	 * @param path the path as the part has it
	 * @return the path as the host has it
	 */
	public String served(String path) {
		return this.paths.entrySet()
			.stream()
			.filter((base) -> path.equals(base.getKey()) || path.startsWith(base.getKey() + "/"))
			.findFirst()
			.map((base) -> base.getValue() + path.substring(base.getKey().length()))
			.orElse(path);
	}

}
