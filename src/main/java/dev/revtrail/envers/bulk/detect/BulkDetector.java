package dev.revtrail.envers.bulk.detect;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.revtrail.BulkMode;
import dev.revtrail.BulkStatementException;
import dev.revtrail.TrackingReport;
import dev.revtrail.context.HostCode;
import dev.revtrail.envers.bulk.detect.CallStack.Sender;
import dev.revtrail.envers.bulk.detect.TrackedTables.TrackedTable;
import dev.revtrail.envers.model.SqlNames;
import dev.revtrail.envers.model.SqlTokens;
import org.jspecify.annotations.Nullable;

/**
 * Finds statements that change tracked tables behind Envers' back. A statement that does
 * not change such a table costs one look-up of its text; only for the others the stack is
 * asked whether Hibernate sends them in a flush.
 */
public final class BulkDetector {

	private static final int CACHED = 2048;

	/** Longer texts have their values in them, and hardly come again. */
	private static final int CACHED_LENGTH = 4096;

	private static final String UNRECORDED = "Only updates and deletes in JPQL, HQL or by criteria can keep their entries.";

	private final Map<String, List<Hit>> seen = new ConcurrentHashMap<>();

	private final HostCode host;

	private final BulkReports reports = new BulkReports();

	/** What the thread has let pass, so that what stands behind lets it pass too. */
	private final ThreadLocal<Passed> passed = ThreadLocal.withInitial(Passed::new);

	private volatile @Nullable TrackedTables tables;

	private boolean mySql;

	public BulkDetector(HostCode host) {
		this.host = host;
	}

	public void start(TrackedTables tables, boolean mySql) {
		this.mySql = mySql;
		this.tables = tables.isEmpty() ? null : tables;
	}

	/** Before the start, and where all is allowed, nothing needs to be watched. */
	boolean isWatching() {
		return this.tables != null;
	}

	/** Called for what Hibernate is about to send. */
	void hibernate(String sql) {
		List<Hit> hits = hits(sql);
		if (!hits.isEmpty()) {
			this.passed.get().inspected = sql;
			judge(sql, hits);
		}
	}

	/** Called for what is about to be sent on a connection, by whomever. */
	@Nullable Object jdbc(String sql, Sending sending) throws Throwable {
		List<Hit> hits = hits(sql);
		if (hits.isEmpty()) {
			return sending.send();
		}
		Passed passed = this.passed.get();
		boolean known = isSame(passed.inspected, sql) || isSame(passed.sending, sql);
		passed.inspected = null;
		if (!known) {
			judge(sql, hits);
		}
		String outer = passed.sending;
		passed.sending = sql;
		try {
			return sending.send();
		}
		finally {
			passed.sending = outer;
		}
	}

	/** Whether the thread does work whose statements are not watched. */
	public boolean isUntracked() {
		return this.passed.get().untracked > 0;
	}

	/**
	 * Executes a query whose entries cannot be recorded.
	 * @param reason why, in a sentence
	 * @param query executes it
	 * @return what the query returns
	 */
	public int unrecorded(String reason, IntSupplier query) {
		Passed passed = this.passed.get();
		Unrecorded outer = passed.unrecorded;
		passed.unrecorded = new Unrecorded(reason);
		try {
			return query.getAsInt();
		}
		finally {
			passed.unrecorded = outer;
		}
	}

	/** Does work whose statements are not checked on this thread. */
	public <T extends @Nullable Object> T untracked(Supplier<T> work) {
		Passed passed = this.passed.get();
		passed.untracked++;
		try {
			return work.get();
		}
		finally {
			passed.untracked--;
		}
	}

	/** Returns the statements since the start that left no entries. */
	public List<TrackingReport.BulkStatement> seen() {
		return this.reports.seen()
			.entrySet()
			.stream()
			.map((seen) -> new TrackingReport.BulkStatement(seen.getKey().verb(), seen.getKey().table(),
					seen.getKey().entity(), seen.getKey().placeText(), seen.getValue()))
			.sorted(Comparator.comparingLong(TrackingReport.BulkStatement::count).reversed())
			.toList();
	}

	private void judge(String sql, List<Hit> hits) {
		if (isUntracked()) {
			return;
		}
		CallStack stack = CallStack.current(this.host);
		if (stack.sender() == Sender.FLUSH || stack.sender() == Sender.MIGRATION) {
			return;
		}
		boolean query = stack.sender() == Sender.QUERY;
		for (Hit hit : hits) {
			if (hit.table.mode() == BulkMode.FAIL) {
				BulkStatement refused = statement(hit, stack);
				throw new BulkStatementException(refused.entity(), refused.table(), refused.verb(), refused.place());
			}
		}
		for (Hit hit : hits) {
			BulkStatement statement = statement(hit, stack);
			if (!query || this.passed.get().isNew(statement.placeText(), hit)) {
				this.reports.report(statement, shape(sql), advice(hit, query));
			}
		}
	}

	/** What can be done about a statement, or why nothing has been done. */
	private String advice(Hit hit, boolean query) {
		Unrecorded unrecorded = this.passed.get().unrecorded;
		if (unrecorded != null) {
			return unrecorded.reason;
		}
		return (query && !hit.verb.equals("insert") && hit.table.mode() != BulkMode.RECORD)
				? "ChangeLog.bulk() or revtrail.bulk.mode=record keeps the entries." : UNRECORDED;
	}

	/**
	 * A deletion in Hibernate's language is about an entity, even where its first
	 * statement is about a collection or a subclass.
	 */
	private static BulkStatement statement(Hit hit, CallStack stack) {
		TrackedTable table = hit.table;
		return (stack.sender() == Sender.QUERY && hit.verb.equals("delete"))
				? new BulkStatement(table.root().entityName(), SqlNames.rootTable(table.root().persister()), hit.verb,
						stack.place())
				: new BulkStatement(table.entity().entityName(), table.table(), hit.verb, stack.place());
	}

	/**
	 * Returns the names in a statement, which distinguish it from others, without its
	 * values.
	 */
	private String shape(String sql) {
		return SqlTokens.of(sql, this.mySql)
			.stream()
			.filter(SqlTokens.Token::isName)
			.map((token) -> token.text().toLowerCase(Locale.ROOT))
			.filter((name) -> !Character.isDigit(name.codePointAt(0)))
			.collect(Collectors.joining(" "));
	}

	private List<Hit> hits(String sql) {
		TrackedTables tables = this.tables;
		if (tables == null) {
			return List.of();
		}
		List<Hit> known = this.seen.get(sql);
		if (known != null) {
			return known;
		}
		List<Hit> hits = SqlChangeParser.parse(sql, this.mySql)
			.stream()
			.flatMap((change) -> change.tables()
				.stream()
				.map(tables::find)
				.filter(Objects::nonNull)
				.map((table) -> new Hit(change.verb(), Objects.requireNonNull(table))))
			.distinct()
			.toList();
		if (sql.length() <= CACHED_LENGTH) {
			if (this.seen.size() >= CACHED) {
				this.seen.clear();
			}
			this.seen.put(sql, hits);
		}
		return hits;
	}

	/** The very same text: an equal one may be another statement. */
	@SuppressWarnings("ReferenceEquality")
	private static boolean isSame(@Nullable String one, String other) {
		return one == other;
	}

	/**
	 * Sends a statement on its way.
	 */
	interface Sending {

		@Nullable Object send() throws Throwable;

	}

	/**
	 * A tracked table that a statement changes.
	 *
	 * @param verb how
	 * @param table the table
	 */
	private record Hit(String verb, TrackedTable table) {

	}

	/**
	 * What a thread has let pass.
	 */
	private static final class Passed {

		private @Nullable String inspected;

		private @Nullable String sending;

		private int untracked;

		private @Nullable Unrecorded unrecorded;

		private String query = "";

		private final Set<Hit> hits = new HashSet<>();

		/**
		 * Whether a statement belongs to another query than the one before: Hibernate
		 * makes several statements of one query, each of another table or verb; those of
		 * a deletion only delete.
		 */
		boolean isNew(String place, Hit hit) {
			Unrecorded unrecorded = this.unrecorded;
			if (unrecorded != null) {
				boolean first = !unrecorded.reported;
				unrecorded.reported = true;
				return first;
			}
			String query = hit.table.root().entityName() + hit.verb.equals("delete") + place;
			boolean other = !this.query.equals(query) || this.hits.contains(hit);
			if (other) {
				this.query = query;
				this.hits.clear();
			}
			this.hits.add(hit);
			return other;
		}

	}

	/**
	 * A query that is executed although its entries cannot be recorded.
	 */
	private static final class Unrecorded {

		private final String reason;

		private boolean reported;

		Unrecorded(String reason) {
			this.reason = reason;
		}

	}

}
