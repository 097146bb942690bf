package dev.revtrail.envers.index;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.querydsl.core.BooleanBuilder;
import com.querydsl.core.types.Predicate;
import com.querydsl.core.types.dsl.BooleanExpression;
import dev.revtrail.Action;
import dev.revtrail.envers.QRevtrailRevision;
import org.jspecify.annotations.Nullable;

/**
 * Finds entries by their event type, {@code <source>.<type>.<past tense>}, which is kept
 * in three columns. A source may have dots; types and tenses have none, so that the last
 * two dots of a whole event type separate its parts, and indexes find it.
 */
final class EventTypeFilter {

	private static final Pattern PART = Pattern.compile("[a-z0-9_]*");

	private static final Map<String, String> TENSES = Action.pastTenses();

	private final QEntryRow entry = QEntryRow.entryRow;

	private final QRevtrailRevision revision;

	EventTypeFilter(QRevtrailRevision revision) {
		this.revision = revision;
	}

	/**
	 * The condition that a pattern sets.
	 * @param pattern an event type, or its beginning with a star after it
	 * @return the condition; null where nothing can be of such a type
	 */
	@Nullable Predicate condition(String pattern) {
		return pattern.endsWith("*") ? beginning(pattern.substring(0, pattern.length() - 1)) : whole(pattern);
	}

	private @Nullable Predicate whole(String text) {
		int tense = text.lastIndexOf('.');
		int type = text.lastIndexOf('.', tense - 1);
		return (type >= 0 && isPart(text.substring(type + 1, tense)) && isPart(text.substring(tense + 1)))
				? of(text.substring(0, type), text.substring(type + 1, tense))
					.and(this.entry.action.in(actions(text.substring(tense + 1))))
				: null;
	}

	/** It may end within the source, the type or the tense. */
	private Predicate beginning(String text) {
		BooleanBuilder any = new BooleanBuilder(this.revision.source.startsWith(text));
		int last = text.lastIndexOf('.');
		String rest = text.substring(last + 1);
		if (last >= 0 && isPart(rest)) {
			any.or(this.revision.source.eq(text.substring(0, last))
				.and(this.entry.recordType.startsWith(rest.toUpperCase(Locale.ROOT))));
			int before = text.lastIndexOf('.', last - 1);
			if (before >= 0 && isPart(text.substring(before + 1, last))) {
				any.or(of(text.substring(0, before), text.substring(before + 1, last)).and(tenseBegins(rest)));
			}
		}
		return any;
	}

	private BooleanExpression of(String source, String type) {
		return this.entry.recordType.eq(type.toUpperCase(Locale.ROOT)).and(this.revision.source.eq(source));
	}

	/** The actions that have a tense, known ones and those that are their own. */
	private static Set<String> actions(String tense) {
		Set<String> actions = new TreeSet<>(known(tense, false));
		String own = tense.toUpperCase(Locale.ROOT);
		if (!TENSES.containsKey(own)) {
			actions.add(own);
		}
		return actions;
	}

	private BooleanExpression tenseBegins(String tense) {
		BooleanExpression own = this.entry.action.startsWith(tense.toUpperCase(Locale.ROOT))
			.and(this.entry.action.notIn(TENSES.keySet()));
		Set<String> known = known(tense, true);
		return known.isEmpty() ? own : own.or(this.entry.action.in(known));
	}

	private static Set<String> known(String tense, boolean beginning) {
		return TENSES.entrySet()
			.stream()
			.filter((known) -> beginning ? known.getValue().startsWith(tense) : known.getValue().equals(tense))
			.map(Map.Entry::getKey)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean isPart(String text) {
		return PART.matcher(text).matches();
	}

}
