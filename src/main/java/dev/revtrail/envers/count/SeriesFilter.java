package dev.revtrail.envers.count;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.types.Predicate;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeCriteria;
import dev.revtrail.envers.index.EntryFilter;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.model.FormerNames;
import org.jspecify.annotations.Nullable;

/**
 * Turns a query into a condition on series: the coarsest ones that know all that the
 * query filters by.
 */
final class SeriesFilter {

	private final FormerNames formerNames;

	SeriesFilter(FormerNames formerNames) {
		this.formerNames = formerNames;
	}

	/**
	 * The series whose counts add up to the entries of a query.
	 * @param criteria the query's, whose period and places are not looked at
	 * @param whose whose entries match
	 * @return the condition; null where series do not know all that the query filters by
	 */
	@Nullable Predicate condition(ChangeCriteria criteria, EntryFilter.Whose whose) {
		if (isAboutFewEntries(criteria) || parts(criteria).anyMatch(SeriesFilter::isUncounted)) {
			return null;
		}
		QSeriesRow series = QSeriesRow.seriesRow;
		Set<String> organizations = whose.organizations();
		boolean ofRoot = whose.root() != null && whose.strangers().isEmpty();
		int grain = ofRoot ? Grain.ROOT : (organizations != null) ? Grain.ORGANIZATION : 0;
		BooleanBuilder condition = new BooleanBuilder(ofRoot ? series.organization.eq(whose.root())
				: (organizations != null) ? series.organization.in(organizations) : series.organization.isNull());
		grain |= parts(criteria).map(SeriesFilter::grain).reduce(grain(criteria), (one, other) -> one | other);
		if ((grain & Grain.TYPE) == 0) {
			condition.and(series.recordType.isNull());
		}
		condition.and(columns(criteria));
		criteria.exceptions().forEach((exception) -> condition.and(EntryFilter.isNot(columns(exception))));
		criteria.alternatives().forEach((alternatives) -> condition.and(anyOf(alternatives)));
		String field = criteria.field().orElse(null);
		if (field != null) {
			if (grain != Grain.TYPE || !isName(field) || !this.formerNames.namesOfField(field).isEmpty()) {
				return null;
			}
			grain |= Grain.FIELD;
			condition.and(series.field.in(field, EntryRow.ANY_FIELD));
		}
		return condition.and(series.grain.eq(grain));
	}

	private Predicate anyOf(List<ChangeCriteria> alternatives) {
		BooleanBuilder any = new BooleanBuilder();
		alternatives.forEach((alternative) -> any.or(columns(alternative)));
		return any;
	}

	/** The filters that entries must not match, or match among others. */
	private static Stream<ChangeCriteria> parts(ChangeCriteria criteria) {
		return Stream.concat(criteria.exceptions().stream(), criteria.alternatives().stream().flatMap(List::stream));
	}

	/** Which columns series must have, so that a filter can be applied to them. */
	private static int grain(ChangeCriteria criteria) {
		boolean types = criteria.recordTypes().isPresent() || !criteria.exceptRecordTypes().isEmpty()
				|| criteria.field().isPresent();
		boolean details = criteria.outcome().isPresent() || criteria.source().isPresent()
				|| criteria.brand().isPresent() || criteria.actorTypes().isPresent();
		return (types ? Grain.TYPE : 0) | (details ? Grain.DETAIL : 0);
	}

	private BooleanBuilder columns(ChangeCriteria criteria) {
		QSeriesRow series = QSeriesRow.seriesRow;
		BooleanBuilder condition = new BooleanBuilder();
		criteria.recordTypes().ifPresent((types) -> condition.and(series.recordType.in(withFormer(types))));
		if (!criteria.exceptRecordTypes().isEmpty()) {
			condition.and(series.recordType.notIn(withFormer(criteria.exceptRecordTypes())));
		}
		criteria.outcome().ifPresent((outcome) -> condition.and(series.outcome.eq(outcome.name())));
		criteria.source().ifPresent((source) -> condition.and(series.source.eq(source)));
		criteria.brand().ifPresent((brand) -> condition.and(series.brand.eq(brand)));
		criteria.actorTypes().ifPresent((types) -> condition.and(series.actorType.in(names(types, Actor.Type::name))));
		criteria.actions().ifPresent((actions) -> condition.and(series.action.in(names(actions, Action::name))));
		return condition;
	}

	/** Whether a part of a filter is of nothing, or of what not all series know. */
	private static boolean isUncounted(ChangeCriteria part) {
		boolean isNothing = Stream.<Optional<? extends Set<?>>>of(part.recordTypes(), part.actions(), part.actorTypes())
			.anyMatch((values) -> values.filter(Set::isEmpty).isPresent());
		return isNothing || isAboutFewEntries(part) || part.field().isPresent() || part.organization().isPresent()
				|| part.since().isPresent() || part.until().isPresent();
	}

	/** Whether a text can be a field's. In its lists of names, the log finds others. */
	private static boolean isName(String field) {
		return field.length() <= Series.FIELD_LENGTH && !field.startsWith(EntryRow.MASKED) && field.indexOf(',') < 0;
	}

	/** Whether a query filters by what series do not know. */
	private static boolean isAboutFewEntries(ChangeCriteria criteria) {
		return criteria.actor().isPresent() || criteria.patient().isPresent() || criteria.recordIds().isPresent()
				|| criteria.ids().isPresent() || criteria.eventType().isPresent() || criteria.revision().isPresent()
				|| criteria.requestId().isPresent() || criteria.ipAddress().isPresent();
	}

	private Set<String> withFormer(Set<String> types) {
		return types.stream()
			.flatMap((type) -> this.formerNames.namesOfType(type).stream())
			.collect(Collectors.toSet());
	}

	private static <T> Set<String> names(Set<T> values, Function<T, String> name) {
		return values.stream().map(name).collect(Collectors.toSet());
	}

}
