package dev.revtrail.envers.index;

import java.util.List;
import java.util.stream.Stream;

import com.querydsl.core.types.Order;
import com.querydsl.core.types.OrderSpecifier;
import com.querydsl.core.types.dsl.StringPath;

/**
 * The order of entries by their ids, as an index has it. H2 sorts all entries that match,
 * unless the order is that of an index, with all of its columns.
 */
public final class EntryOrder {

	private EntryOrder() {
	}

	/**
	 * Returns the order.
	 * @param direction whether the oldest or the newest come first
	 * @param fixed the columns before the id in an index; all entries that match have one
	 * value in each
	 */
	public static OrderSpecifier<?>[] byId(Order direction, List<StringPath> fixed) {
		return Stream
			.concat(fixed.stream().map((column) -> new OrderSpecifier<>(direction, column)),
					Stream.of(new OrderSpecifier<>(direction, QEntryRow.entryRow.id)))
			.toArray(OrderSpecifier<?>[]::new);
	}

}
