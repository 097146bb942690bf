package dev.revtrail.retention;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Finds the entries that are old enough for some policy: by type, the oldest first, so
 * that a run reads only that part of the index.
 */
final class PurgeCandidates {

	private final ChangeLog log;

	private final SortedSet<String> types;

	private final PolicyChoice policies;

	private final int size;

	PurgeCandidates(ChangeLog log, SortedSet<String> types, PolicyChoice policies, int size) {
		this.log = log;
		this.types = types;
		this.policies = policies;
		this.size = size;
	}

	/** Counts the entries approximately. */
	long count(PurgeStore store) {
		return this.types.stream()
			.mapToLong((type) -> this.policies.lastCutOff(type).map((instant) -> store.count(type, instant)).orElse(0L))
			.sum();
	}

	/** Finds entries of one type after a place; empty at the end. */
	Optional<Found> after(PurgeStore.@Nullable Place place) {
		for (String type : (place != null) ? this.types.tailSet(place.recordType()) : this.types) {
			Optional<ChangeQuery> query = query(type);
			if (query.isPresent()) {
				Cursor cursor = (place != null && type.equals(place.recordType())) ? new Cursor(place.entryId()) : null;
				List<ChangeEntry> entries = this.log.slice(query.get(), cursor, this.size).entries();
				if (!entries.isEmpty()) {
					return Optional.of(new Found(type, entries));
				}
			}
		}
		return Optional.empty();
	}

	private Optional<ChangeQuery> query(String type) {
		Optional<Instant> cutOff = this.policies.lastCutOff(type);
		return cutOff.map((instant) -> ChangeQuery.in(Scope.everything())
			.recordTypes(type)
			.until(instant)
			.withoutChanges()
			.oldestFirst()
			.withUnsettled());
	}

	/**
	 * Entries of one type.
	 *
	 * @param recordType the type's name of today
	 * @param entries the entries, without their changes; at least one
	 */
	record Found(String recordType, List<ChangeEntry> entries) {

		PurgeStore.Place last() {
			return new PurgeStore.Place(this.recordType, this.entries.get(this.entries.size() - 1).id());
		}

	}

}
