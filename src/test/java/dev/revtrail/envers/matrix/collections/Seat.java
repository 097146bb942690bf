package dev.revtrail.envers.matrix.collections;

import java.io.Serializable;

import jakarta.persistence.Embeddable;

/**
 * The id of a {@link Spot}.
 */
@Embeddable
record Seat(String hall, int number) implements Serializable {

}
