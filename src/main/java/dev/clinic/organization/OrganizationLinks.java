package dev.clinic.organization;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The parents, children and brands of organizations at one moment.
 */
final class OrganizationLinks {

	private final Map<String, String> parents = new HashMap<>();

	private final Map<String, List<String>> children = new HashMap<>();

	private final Map<String, String> brands = new HashMap<>();

	void add(String id, @Nullable String parent, String brand) {
		this.brands.put(id, brand);
		if (parent != null) {
			this.parents.put(id, parent);
			this.children.computeIfAbsent(parent, (key) -> new ArrayList<>()).add(id);
		}
	}

	/** Returns an organization and all below it; organizations may form a circle. */
	Set<String> subtreeOf(String id) {
		Set<String> found = new LinkedHashSet<>();
		Deque<String> open = new ArrayDeque<>(List.of(id));
		while (!open.isEmpty()) {
			String next = open.pop();
			if (found.add(next)) {
				open.addAll(this.children.getOrDefault(next, List.of()));
			}
		}
		return found;
	}

	Optional<String> brandOf(String id) {
		return Optional.ofNullable(this.brands.get(id));
	}

	String rootOf(String id) {
		Set<String> passed = new LinkedHashSet<>();
		String current = id;
		while (passed.add(current)) {
			String parent = this.parents.get(current);
			if (parent == null) {
				return current;
			}
			current = parent;
		}
		return id;
	}

}
