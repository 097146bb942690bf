package dev.revtrail.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.revtrail.RecordRef;
import dev.revtrail.ChangeEntry;
import dev.revtrail.LegalHolds;
import dev.revtrail.OrganizationTree;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the policy that applies to an entry.
 */
final class PolicyChoice {

	/**
	 * Types of the change log's own entries, to which only policies that name them apply.
	 */
	static final Set<String> OWN_TYPES = Set.of(RecordRef.PURGE, LegalHolds.RECORD_TYPE);

	private final List<RetentionPolicy> policies;

	private final Instant asOf;

	/** The subtrees of organizations that have policies, the smallest first. */
	private final Map<String, Set<String>> subtrees = new LinkedHashMap<>();

	private final Map<Kind, Optional<RetentionPolicy>> chosen = new HashMap<>();

	PolicyChoice(List<RetentionPolicy> policies, Instant asOf, OrganizationTree organizations) {
		this.policies = List.copyOf(policies);
		this.asOf = asOf;
		Map<String, Set<String>> found = new HashMap<>();
		policies.stream()
			.map(RetentionPolicy::organizationId)
			.filter(Objects::nonNull)
			.forEach((id) -> found.computeIfAbsent(id, organizations::subtreeOf));
		List<Map.Entry<String, Set<String>>> sorted = new ArrayList<>(found.entrySet());
		sorted.sort(Comparator.comparingInt((subtree) -> subtree.getValue().size()));
		sorted.forEach((subtree) -> this.subtrees.put(subtree.getKey(), subtree.getValue()));
	}

	/** Returns the policy for entries, or empty if there is none. */
	Optional<RetentionPolicy> of(@Nullable String organizationId, String recordType) {
		return this.chosen.computeIfAbsent(new Kind(organizationId, recordType), this::choose);
	}

	/** Returns whether an entry of a type is older than its policy allows. */
	boolean isTooOld(ChangeEntry entry, String recordType) {
		return of(entry.organizationId(), recordType).map((policy) -> policy.cutOff(this.asOf))
			.filter((cutOff) -> entry.revision().recordedAt().isBefore(cutOff))
			.isPresent();
	}

	/**
	 * Returns the instant from which on no entry of a type is too old, or empty if none
	 * is too old.
	 */
	Optional<Instant> lastCutOff(String recordType) {
		return this.policies.stream()
			.filter((policy) -> isFor(policy, recordType))
			.map((policy) -> policy.cutOff(this.asOf))
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder());
	}

	private Optional<RetentionPolicy> choose(Kind kind) {
		Stream<@Nullable String> nearestFirst = Stream.concat(this.subtrees.entrySet()
			.stream()
			.filter((subtree) -> kind.organizationId() != null && subtree.getValue().contains(kind.organizationId()))
			.map(Map.Entry::getKey), Stream.of((String) null));
		return nearestFirst.map((organization) -> choose(organization, kind.recordType()))
			.flatMap(Optional::stream)
			.findFirst();
	}

	private Optional<RetentionPolicy> choose(@Nullable String organizationId, String recordType) {
		return this.policies.stream()
			.filter((policy) -> Objects.equals(policy.organizationId(), organizationId) && isFor(policy, recordType))
			.min(Comparator.comparing((policy) -> policy.recordType() == null));
	}

	private static boolean isFor(RetentionPolicy policy, String recordType) {
		return (policy.recordType() != null) ? policy.recordType().equals(recordType) : !OWN_TYPES.contains(recordType);
	}

	/**
	 * What a policy depends on.
	 *
	 * @param organizationId the organization; null for none
	 * @param recordType the record type
	 */
	private record Kind(@Nullable String organizationId, String recordType) {

	}

	/** Returns the policies that a run applies, as they were when it was planned. */
	static List<RetentionPolicy> policiesOf(PurgeStore.Run run) {
		return List.of(ArchiveJson.read(run.plan().policies(), RetentionPolicy[].class));
	}

}
