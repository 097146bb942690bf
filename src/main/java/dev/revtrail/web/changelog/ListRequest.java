package dev.revtrail.web.changelog;

import java.math.BigInteger;
import java.util.Set;

import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a list.
 *
 * @param query the query, with the order of entries
 * @param attributes the attributes of each entry
 * @param perPage the number of entries on a page, 1 to 100
 * @param page the page's number, from 1, of any size
 * @param keyset whether to page by cursor instead of by number
 * @param after the place to continue after; null for the beginning
 */
record ListRequest(ChangeQuery query, Set<String> attributes, int perPage, BigInteger page, boolean keyset,
		@Nullable Cursor after) {

	/**
	 * Returns how many entries precede the page.
	 * @return the number, which may be larger than any table
	 */
	BigInteger offset() {
		return this.page.subtract(BigInteger.ONE).multiply(BigInteger.valueOf(this.perPage));
	}

}
