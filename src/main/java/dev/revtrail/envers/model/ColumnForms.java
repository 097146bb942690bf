package dev.revtrail.envers.model;

import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of the host's tables make of values.
 */
interface ColumnForms {

	/** Returns what a mapped column makes of values; null where that is not known. */
	@Nullable StoredForm form(SelectableMapping column);

	/** Returns how a mapped column that is part of a key compares texts. */
	KeyComparison comparison(SelectableMapping column);

}
