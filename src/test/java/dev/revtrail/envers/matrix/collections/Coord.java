package dev.revtrail.envers.matrix.collections;

import jakarta.persistence.Embeddable;

/**
 * A place on a map, as a key.
 */
@Embeddable
record Coord(String col, int line) {

}
