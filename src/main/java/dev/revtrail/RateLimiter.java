package dev.revtrail;

import java.time.Instant;

/**
 * Counts the requests of each client in a period. The library counts in the memory of
 * each node; a bean of this type has the nodes of a cluster count together, in a store
 * that they share. Used only where {@code revtrail.web.rate-limit.enabled} is set. Where
 * it throws an exception, the node counts in its own memory.
 */
public interface RateLimiter {

	/**
	 * Takes a number of requests from those that are left to a client. What exceeds them
	 * counts, too.
	 * @param client the client
	 * @param requests how many requests, from 1
	 * @return what is left
	 */
	Allowance take(Client client, long requests);

	/**
	 * Who makes requests.
	 *
	 * @param known whether it is a caller who is known, and not a network
	 * @param key the digest of the caller with its credential, or the network's address;
	 * the same on all nodes
	 */
	record Client(boolean known, String key) {

	}

	/**
	 * The requests that are left to a client.
	 *
	 * @param limit how many requests a period has
	 * @param remaining how many of them are left, from 0
	 * @param reset when the period ends
	 * @param granted whether the requests taken were within the limit
	 */
	record Allowance(int limit, long remaining, Instant reset, boolean granted) {

	}

}
