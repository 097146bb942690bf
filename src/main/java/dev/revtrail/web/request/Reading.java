package dev.revtrail.web.request;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.revtrail.Caller;
import dev.revtrail.ChangeCriteria;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What a request has read of the change log: by which filters, and whose entries it was
 * shown.
 */
final class Reading {

	private static final String ATTRIBUTE = Reading.class.getName();

	private final Set<String> filters = new LinkedHashSet<>();

	private final Set<ShownOwner> owners = new LinkedHashSet<>();

	private final Set<ShownState> states = new LinkedHashSet<>();

	private @Nullable Caller caller;

	private @Nullable String operation;

	private ReadWay way = ReadWay.EACH;

	/** Whether what is read now is not shown. */
	private boolean aside;

	private Reading() {
	}

	/** The reading of the request that the current thread works for, if any. */
	static Optional<Reading> current() {
		return Optional.ofNullable(RequestContextHolder.getRequestAttributes()).map((attributes) -> {
			Object known = attributes.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
			Reading reading = (known instanceof Reading found) ? found : new Reading();
			attributes.setAttribute(ATTRIBUTE, reading, RequestAttributes.SCOPE_REQUEST);
			return reading;
		});
	}

	/** Reads what is not shown. */
	static <T> T aside(Supplier<T> read) {
		Optional<Reading> reading = current();
		reading.ifPresent((known) -> known.aside = true);
		try {
			return read.get();
		}
		finally {
			reading.ifPresent((known) -> known.aside = false);
		}
	}

	/** The reading of a request; null where it read nothing. */
	static @Nullable Reading of(HttpServletRequest request) {
		return (request.getAttribute(ATTRIBUTE) instanceof Reading known && !known.filters.isEmpty()) ? known : null;
	}

	void by(Caller caller) {
		this.caller = caller;
	}

	/** Sets how the read itself is recorded. */
	void recorded(ReadWay way) {
		this.way = way;
	}

	void operation(String operation) {
		this.operation = operation;
	}

	void filter(String filter) {
		this.filters.add(filter);
	}

	/** Notes entries that are shown. */
	void shown(ChangeQuery query, Collection<ChangeEntry> entries) {
		filter(ReadFilter.of(query));
		if (this.aside) {
			return;
		}
		boolean patients = this.way.isOfPatients() || isOfFew(query.criteria());
		entries.stream()
			.map(ShownOwner::of)
			.flatMap(List::stream)
			.filter((owner) -> patients || owner.patientId() == null)
			.forEach(this.owners::add);
	}

	/** Whether a filter is of a patient, or of chosen records or entries. */
	private static boolean isOfFew(ChangeCriteria criteria) {
		return criteria.patient().isPresent() || criteria.recordIds().isPresent() || criteria.ids().isPresent()
				|| criteria.requestId().isPresent() || criteria.revision().isPresent()
				|| criteria.alternatives().stream().anyMatch((any) -> any.stream().allMatch(Reading::isOfFew));
	}

	/** Notes a state that is shown. */
	void shown(ShownState state) {
		this.states.add(state);
	}

	@Nullable Caller caller() {
		return this.caller;
	}

	@Nullable String operation() {
		return this.operation;
	}

	ReadWay way() {
		return this.way;
	}

	Set<String> filters() {
		return Collections.unmodifiableSet(this.filters);
	}

	Set<ShownOwner> owners() {
		return Collections.unmodifiableSet(this.owners);
	}

	Set<ShownState> states() {
		return Collections.unmodifiableSet(this.states);
	}

}
