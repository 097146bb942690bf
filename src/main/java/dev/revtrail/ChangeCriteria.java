package dev.revtrail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The filters of a {@link ChangeQuery}. A filter that is not set is empty. An entry must
 * match all filters that are set.
 *
 * @param scope whose entries the reader may see
 * @param since the first instant that counts
 * @param until the first instant that counts no more
 * @param actor the actor's id
 * @param patient the patient's id
 * @param recordTypes the names of record types
 * @param exceptRecordTypes the names of record types to leave out
 * @param recordIds the records' ids in canonical text form
 * @param actions the actions
 * @param outcome the outcome
 * @param organization the organization's id; its subsidiaries count too
 * @param brand the brand of the actor's organization
 * @param source the application's, job's or consumer's name
 * @param requestId the request's id
 * @param ipAddress the network address of the request
 * @param revision the revision's number
 * @param eventType the event type, or its beginning with a star after it
 * @param field the name of a changed field
 * @param ids the entries' ids
 * @param actorTypes the kinds of actors
 * @param exceptions an entry that matches all filters of one of these is left out; their
 * scope is everything
 * @param alternatives lists of filters, of each of which an entry matches at least one;
 * their scope is everything
 * @param olderThan a place; only older entries count
 * @param newerThan a place; only newer entries count
 * @see ChangeQuery#criteria()
 */
public record ChangeCriteria(Scope scope, Optional<Instant> since, Optional<Instant> until, Optional<String> actor,
		Optional<String> patient, Optional<Set<String>> recordTypes, Set<String> exceptRecordTypes,
		Optional<Set<String>> recordIds, Optional<Set<Action>> actions, Optional<Outcome> outcome,
		Optional<String> organization, Optional<String> brand, Optional<String> source, Optional<String> requestId,
		Optional<String> ipAddress, Optional<Long> revision, Optional<String> eventType, Optional<String> field,
		Optional<Set<Long>> ids, Optional<Set<Actor.Type>> actorTypes, List<ChangeCriteria> exceptions,
		List<List<ChangeCriteria>> alternatives, Optional<Cursor> olderThan, Optional<Cursor> newerThan) {

}
