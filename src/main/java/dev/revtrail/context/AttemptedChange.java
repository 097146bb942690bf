package dev.revtrail.context;

import dev.revtrail.Action;
import dev.revtrail.RecordRef;

/**
 * A change of a tracked record that was attempted and rolled back.
 *
 * @param action the action that was attempted
 * @param record the record; without an id where it was to be created
 */
public record AttemptedChange(Action action, RecordRef record) {

}
