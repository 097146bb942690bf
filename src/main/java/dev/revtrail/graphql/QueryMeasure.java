package dev.revtrail.graphql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a document asks for, before anything else looks at it. A fragment counts
 * wherever it is spread, but is measured once, so that fragments of fragments cost no
 * more than their text; one that spreads itself is left to validation.
 */
final class QueryMeasure {

	private final Map<String, FragmentDefinition> fragments = new HashMap<>();

	private final Set<String> begun = new HashSet<>();

	private final Map<String, Size> measured = new HashMap<>();

	private QueryMeasure(Document document) {
		document.getDefinitionsOfType(FragmentDefinition.class)
			.forEach((fragment) -> this.fragments.putIfAbsent(fragment.getName(), fragment));
		this.fragments.keySet().forEach(this::measure);
	}

	/**
	 * Measures the operations and the fragments of a document.
	 * @param document the document
	 * @return the largest that any of them is in each respect
	 */
	static Size of(Document document) {
		QueryMeasure measure = new QueryMeasure(document);
		Size largest = measure.measured.values().stream().reduce(Size.NONE, Size::or);
		return document.getDefinitionsOfType(OperationDefinition.class)
			.stream()
			.map((operation) -> measure.size(operation.getSelectionSet()))
			.reduce(largest, Size::or);
	}

	/**
	 * Measures a fragment after those that it spreads. Chains of fragments may be as long
	 * as the document, so they are not followed by calls, which take the thread's stack.
	 */
	private void measure(String fragmentName) {
		Deque<String> open = new ArrayDeque<>(List.of(fragmentName));
		while (!open.isEmpty()) {
			if (this.begun.add(open.element())) {
				spreads(open.element()).stream().filter(this::isToBegin).forEach(open::push);
			}
			else {
				this.measured.computeIfAbsent(open.remove(), this::sizeOfFragment);
			}
		}
	}

	private boolean isToBegin(String fragmentName) {
		return this.fragments.containsKey(fragmentName) && !this.begun.contains(fragmentName);
	}

	private List<String> spreads(String fragmentName) {
		List<String> spreads = new ArrayList<>();
		Deque<Node<?>> left = new ArrayDeque<>(List.of(fragment(fragmentName)));
		while (!left.isEmpty()) {
			Node<?> node = left.remove();
			if (node instanceof FragmentSpread spread) {
				spreads.add(spread.getName());
			}
			node.getChildren().forEach(left::add);
		}
		return spreads;
	}

	private Size sizeOfFragment(String fragmentName) {
		return size(fragment(fragmentName).getSelectionSet()).nested();
	}

	private FragmentDefinition fragment(String name) {
		return Objects.requireNonNull(this.fragments.get(name));
	}

	private Size size(@Nullable SelectionSet selections) {
		Size size = Size.NONE;
		if (selections != null) {
			for (Selection<?> selection : selections.getSelections()) {
				size = size.and(size(selection));
			}
		}
		return size;
	}

	private Size size(Selection<?> selection) {
		if (selection instanceof Field field) {
			return size(field.getSelectionSet()).under(field.getAlias() != null);
		}
		if (selection instanceof InlineFragment fragment) {
			return size(fragment.getSelectionSet()).nested();
		}
		return (selection instanceof FragmentSpread spread) ? this.measured.getOrDefault(spread.getName(), Size.NONE)
				: Size.NONE;
	}

	/**
	 * The size of a selection. Numbers that are too large to count stay at the maximum.
	 *
	 * @param fields how many fields it selects
	 * @param aliases how many of them have an alias
	 * @param depth how deep they are nested
	 * @param nesting the same with the fragments between them
	 */
	record Size(long fields, long aliases, int depth, int nesting) {

		static final Size NONE = new Size(0, 0, 0, 0);

		private Size and(Size other) {
			return new Size(sum(this.fields, other.fields), sum(this.aliases, other.aliases),
					Math.max(this.depth, other.depth), Math.max(this.nesting, other.nesting));
		}

		private Size or(Size other) {
			return new Size(Math.max(this.fields, other.fields), Math.max(this.aliases, other.aliases),
					Math.max(this.depth, other.depth), Math.max(this.nesting, other.nesting));
		}

		private Size under(boolean alias) {
			return new Size(sum(this.fields, 1), sum(this.aliases, alias ? 1 : 0), this.depth + 1, this.nesting + 1);
		}

		private Size nested() {
			return new Size(this.fields, this.aliases, this.depth, this.nesting + 1);
		}

		private static long sum(long one, long other) {
			return (one > Long.MAX_VALUE - other) ? Long.MAX_VALUE : one + other;
		}

	}

}
