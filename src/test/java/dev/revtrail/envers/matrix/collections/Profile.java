package dev.revtrail.envers.matrix.collections;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderColumn;
import org.jspecify.annotations.Nullable;

/**
 * An embeddable with collections.
 */
@Embeddable
class Profile {

	@Nullable String motto;

	@ElementCollection
	Set<String> hobbies = new HashSet<>();

	@ElementCollection
	@OrderColumn
	List<String> ranks = new ArrayList<>();

	@ManyToMany
	Set<Target> friends = new HashSet<>();

	@ElementCollection
	Map<String, Integer> scores = new HashMap<>();

}
