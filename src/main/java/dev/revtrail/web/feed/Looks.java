package dev.revtrail.web.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.revtrail.web.feed.WaitingRequest.State;

/**
 * Has few requests look for entries at once, in the order in which they are due. Belongs
 * to {@link WaitingRequests}, which guards it.
 */
final class Looks {

	private static final int AT_ONCE = 4;

	private final Deque<WaitingRequest> due = new ArrayDeque<>();

	private int looking;

	/** A request is to look as soon as others have looked. */
	void due(WaitingRequest request) {
		request.state = State.DUE;
		this.due.add(request);
	}

	/** A request does not look any more. */
	void end(WaitingRequest request) {
		this.due.remove(request);
		if (request.counted) {
			request.counted = false;
			this.looking--;
		}
	}

	/**
	 * Takes those whose turn it is to look.
	 * @param all whether it is the turn of all
	 */
	List<WaitingRequest> next(boolean all) {
		List<WaitingRequest> turn = new ArrayList<>();
		while (!this.due.isEmpty() && (all || this.looking < AT_ONCE)) {
			WaitingRequest request = this.due.remove();
			request.state = State.LOOKING;
			request.counted = true;
			this.looking++;
			turn.add(request);
		}
		return turn;
	}

}
