package dev.revtrail.graphql;

import dev.revtrail.ChangeEntry;
import dev.revtrail.Cursor;

/**
 * An event in a list.
 *
 * @param entry the event
 * @param place its place in the list
 */
record ListedEvent(ChangeEntry entry, Cursor place) {

}
