package dev.revtrail.envers.model;

/**
 * A database of which the library knows nothing.
 */
final class StandardSupport implements DatabaseSupport {

}
