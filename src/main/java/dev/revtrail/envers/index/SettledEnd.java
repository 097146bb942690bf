package dev.revtrail.envers.index;

/**
 * Where the settled entries end.
 *
 * @param firstUnsettled the lowest id that an entry may still appear with
 * @param isMarked whether a node has ever advanced the mark; else all entries count as
 * settled, and entries can appear anywhere
 */
public record SettledEnd(long firstUnsettled, boolean isMarked) {

}
