package dev.revtrail.feed;

import org.jspecify.annotations.Nullable;

/**
 * How far a follower is.
 *
 * @param name its name
 * @param state what it does
 * @param node the node that runs it, or ran it last where it has ended without giving it
 * up; null where none does
 * @param position the lowest id of an entry that it has not got yet
 * @param revisionsBehind how many revisions lie between its position and the settled
 * mark, rolled back ones included; 0 where it has got everything
 * @param attempts how often it has failed to take its next entries
 * @param failure why it failed the last time; null where it did not
 * @param beforePurge whether purges leave what it has not got yet
 */
public record FollowerStatus(String name, State state, @Nullable String node, long position, long revisionsBehind,
		int attempts, @Nullable String failure, boolean beforePurge) {

	/**
	 * What a follower does.
	 */
	public enum State {

		/** It gets entries as they come. */
		FOLLOWING,

		/** It failed, and tries again after a while. */
		RETRYING,

		/**
		 * It failed too often, or its position cannot be right, and waits for a command.
		 */
		PARKED,

		/** No node runs it. */
		IDLE

	}

}
