package dev.revtrail.web;

import java.util.Map;

/**
 * The part of the OpenAPI document that an enabled contract adds.
 *
 * @param name the name of its part, a resource next to the others under
 * {@code dev/revtrail/openapi}
 * @param paths the host's paths, by the path in the part; other paths are served as in
 * the part
 */
public record ContractDocument(String name, Map<String, String> paths) {

	public ContractDocument {
		paths = Map.copyOf(paths);
	}

	/**
	 * Returns the host's path for a path of the part.
	 * @param path the path in the part
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
