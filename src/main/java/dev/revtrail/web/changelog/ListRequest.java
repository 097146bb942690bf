package dev.revtrail.web.changelog;

import java.math.BigInteger;
import java.util.Set;

import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants listed.
 *
 * @param query which entries, in which order
 * @param attributes the attributes of each
 * @param perPage how many of them, 1 to 100
 * @param page the page's number, from 1, of any size
 * @param keyset whether to page by cursor and not by number
 * @param after where to go on; null for the beginning
 */
record ListRequest(ChangeQuery query, Set<String> attributes, int perPage, BigInteger page, boolean keyset,
		@Nullable Cursor after) {

	/**
	 * How many entries come before the page.
	 * @return the number, which may be larger than any table
	 */
	BigInteger offset() {
		return this.page.subtract(BigInteger.ONE).multiply(BigInteger.valueOf(this.perPage));
	}

}
