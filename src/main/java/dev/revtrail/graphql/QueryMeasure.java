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
 * Measures what a document asks for, before anything else looks at it. What is selected
 * of events counts once for each event of the page. A fragment counts wherever it is
 * spread, but is measured once, so that fragments of fragments cost no more than their
 * text; one that spreads itself is left to validation.
 */
final class QueryMeasure {

	private final Map<String, FragmentDefinition> fragments = new HashMap<>();

	private final Set<String> begun = new HashSet<>();

	private final Map<String, QuerySize> measured = new HashMap<>();

	private final PageSizes pages;

	private QueryMeasure(Document document, PageSizes pages) {
		this.pages = pages;
		document.getDefinitionsOfType(FragmentDefinition.class)
			.forEach((fragment) -> this.fragments.putIfAbsent(fragment.getName(), fragment));
		this.fragments.keySet().forEach(this::measure);
	}

	/**
	 * Measures the operations and the fragments of a document.
	 * @param document the document
	 * @param pages how many events the fields ask for
	 * @return the largest that any of them is in each respect
	 */
	static QuerySize of(Document document, PageSizes pages) {
		QueryMeasure measure = new QueryMeasure(document, pages);
		QuerySize largest = measure.measured.values().stream().reduce(QuerySize.NONE, QuerySize::or);
		return document.getDefinitionsOfType(OperationDefinition.class)
			.stream()
			.map((operation) -> measure.size(operation.getSelectionSet()))
			.reduce(largest, QuerySize::or);
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

	private QuerySize sizeOfFragment(String fragmentName) {
		return size(fragment(fragmentName).getSelectionSet()).nested();
	}

	private FragmentDefinition fragment(String name) {
		return Objects.requireNonNull(this.fragments.get(name));
	}

	private QuerySize size(@Nullable SelectionSet selections) {
		QuerySize size = QuerySize.NONE;
		if (selections != null) {
			for (Selection<?> selection : selections.getSelections()) {
				size = size.and(size(selection));
			}
		}
		return size;
	}

	private QuerySize size(Selection<?> selection) {
		if (selection instanceof Field field) {
			return this.pages.weighed(field, size(field.getSelectionSet())).under(field.getAlias() != null);
		}
		if (selection instanceof InlineFragment fragment) {
			return size(fragment.getSelectionSet()).nested();
		}
		return (selection instanceof FragmentSpread spread)
				? this.measured.getOrDefault(spread.getName(), QuerySize.NONE) : QuerySize.NONE;
	}

}
