package dev.revtrail;

/**
 * A record that was deleted at least once.
 *
 * @param deletion the entry of its last deletion, without its changes
 * @param existsAgain whether the record has been created again since
 */
public record DeletedRecord(ChangeEntry deletion, boolean existsAgain) {

}
