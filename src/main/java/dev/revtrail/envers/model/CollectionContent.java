package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.revtrail.diff.ValueKey;
import dev.revtrail.diff.ValueOrder;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a collection, by their places.
 */
public final class CollectionContent {

	private final CollectionKind kind;

	private final Map<Object, Object> elements;

	public CollectionContent(CollectionKind kind) {
		this.kind = kind;
		this.elements = (kind == CollectionKind.SET) ? new HashMap<>() : new TreeMap<>();
	}

	/** Reads a {@link #value} back. */
	public static CollectionContent of(CollectionKind kind, @Nullable Object value) {
		CollectionContent content = new CollectionContent(kind);
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, element) -> content.put(String.valueOf(key), element));
		}
		else if (value instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				content.put((kind == CollectionKind.LIST) ? Integer.valueOf(i) : ValueKey.of(list.get(i)), list.get(i));
			}
		}
		return content;
	}

	/** What is null is not kept: Hibernate and Envers do not either. */
	public void put(Object place, @Nullable Object element) {
		if (element != null) {
			this.elements.put(place, element);
		}
	}

	public void putIfFree(Object place, Object element) {
		this.elements.putIfAbsent(place, element);
	}

	/** Removes an element from all of its places; returns whether it had any. */
	public boolean remove(Object element) {
		return this.elements.values().removeIf((present) -> ValueKey.of(present).equals(ValueKey.of(element)));
	}

	/** Returns whether an element is at any place. */
	public boolean has(Object element) {
		return this.elements.values().stream().map(ValueKey::of).anyMatch(ValueKey.of(element)::equals);
	}

	boolean contains(ElementRow row) {
		Object element = this.elements.get(row.place());
		return element != null && ValueKey.of(element).equals(ValueKey.of(row.element()));
	}

	/** Applies the rows of one revision. */
	public void apply(List<ElementRow> rows) {
		List<ElementRow> net = net(rows);
		net.stream()
			.filter((row) -> !row.joined())
			.filter(this::contains)
			.forEach((row) -> this.elements.remove(row.place()));
		net.stream().filter(ElementRow::joined).forEach((row) -> put(row.place(), row.element()));
	}

	/**
	 * The rows of one revision without those that undo each other: Envers writes both
	 * where they differ in the kind only.
	 */
	public static List<ElementRow> net(List<ElementRow> rows) {
		Map<List<Object>, ElementRow> net = new LinkedHashMap<>();
		for (ElementRow row : rows) {
			List<Object> identity = List.of(row.place(), ValueKey.of(row.element()));
			ElementRow other = net.putIfAbsent(identity, row);
			if (other != null && other.joined() != row.joined()) {
				net.remove(identity);
			}
		}
		return List.copyOf(net.values());
	}

	/**
	 * The elements in canonical form: in the list's order with null where it has gaps, by
	 * key, or in an order of their own.
	 */
	public Object value() {
		if (this.kind == CollectionKind.MAP) {
			Map<String, Object> map = new LinkedHashMap<>();
			this.elements.forEach((key, element) -> map.put((String) key, element));
			return map;
		}
		if (this.kind == CollectionKind.SET) {
			return this.elements.values().stream().sorted(ValueOrder.INSTANCE).toList();
		}
		List<@Nullable Object> list = new ArrayList<>();
		this.elements.forEach((index, element) -> {
			while (list.size() < (Integer) index) {
				list.add(null);
			}
			list.add(element);
		});
		return list;
	}

}
