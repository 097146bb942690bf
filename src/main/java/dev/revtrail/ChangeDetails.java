package dev.revtrail;

import java.util.Optional;

/**
 * The parts of entries that a {@link ChangeQuery} asks for.
 *
 * @param changes whether entries carry their changed fields
 * @param wholeCollections whether changes of collections carry the whole collections
 * @param emptyFields whether deletions carry the fields without a value
 * @param labels whether entries carry {@link Labels}
 * @param revealedTo who masked fields are revealed to; empty where they stay hidden
 * @see ChangeQuery#details()
 */
public record ChangeDetails(boolean changes, boolean wholeCollections, boolean emptyFields, boolean labels,
		Optional<Caller> revealedTo) {

}
