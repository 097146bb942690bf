package dev.revtrail.web.feed;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The places of requests that wait: so many for all, of which no organization and no
 * caller can take all. Belongs to {@link WaitingRequests}, which guards it.
 */
final class WaitingPlaces {

	/** How many requests of a caller wait at once. */
	static final int MOST_OF_A_CALLER = 3;

	/** What an organization may take of all places. */
	private static final int SHARES = 4;

	private final int most;

	private final int mostOfAnOrganization;

	/** Those that have a place, in the order in which they came. */
	private final Set<WaitingRequest> taken = new LinkedHashSet<>();

	WaitingPlaces(int most) {
		this.most = most;
		this.mostOfAnOrganization = Math.max(MOST_OF_A_CALLER, most / SHARES);
	}

	/**
	 * Gives a request a place.
	 * @throws TooManyWaiting when there is none
	 */
	void take(WaitingRequest request) {
		List<WaitingRequest> ofCaller = those((other) -> other.caller().equals(request.caller()));
		if (ofCaller.size() >= MOST_OF_A_CALLER) {
			throw TooManyWaiting.ofCaller(ofCaller);
		}
		String organization = request.caller().organizationId();
		List<WaitingRequest> ofOrganization = (organization != null)
				? those((other) -> organization.equals(other.caller().organizationId())) : List.of();
		if (ofOrganization.size() >= this.mostOfAnOrganization) {
			throw TooManyWaiting.ofOrganization(ofOrganization);
		}
		if (this.taken.size() >= this.most) {
			throw TooManyWaiting.ofAll(this.taken);
		}
		this.taken.add(request);
	}

	private List<WaitingRequest> those(Predicate<WaitingRequest> wanted) {
		return this.taken.stream().filter(wanted).toList();
	}

	void free(WaitingRequest request) {
		this.taken.remove(request);
	}

	/** Those that do not look, nor are to look soon. */
	Stream<WaitingRequest> waiting() {
		return this.taken.stream().filter((request) -> request.state == WaitingRequest.State.WAITING);
	}

	int size() {
		return this.taken.size();
	}

	boolean isEmpty() {
		return this.taken.isEmpty();
	}

}
