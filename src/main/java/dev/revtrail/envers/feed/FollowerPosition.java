package dev.revtrail.envers.feed;

/**
 * The position of a follower.
 *
 * @param follower its name
 * @param position the lowest id of an entry that it has not got yet
 * @param generation how often it began again
 */
public record FollowerPosition(String follower, long position, long generation) {

}
