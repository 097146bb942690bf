package dev.revtrail.envers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import com.querydsl.core.types.dsl.PathBuilder;
import com.querydsl.jpa.impl.JPAQuery;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangePage;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Cursor;
import dev.revtrail.OrganizationTree;
import dev.revtrail.Scope;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The change log over the entry index. Joins the host's transaction where there is one,
 * and never flushes it.
 */
final class QuerydslChangeLog implements ChangeLog {

	private static final int LARGEST = 1000;

	private final EntityManager entityManager;

	private final TransactionTemplate transaction;

	private final EntryFilter filter;

	private final EntryReader reader;

	private final PathBuilder<? extends RevtrailRevision> revision;

	QuerydslChangeLog(SessionFactoryImplementor sessionFactory, EnversService envers, TrackedModel model,
			PlatformTransactionManager transactionManager, OrganizationTree organizations) {
		this.entityManager = SharedEntityManagerCreator.createSharedEntityManager(sessionFactory);
		this.transaction = new TransactionTemplate(transactionManager);
		this.transaction.setReadOnly(true);
		Class<? extends RevtrailRevision> revisionClass = envers.getConfig()
			.getRevisionInfo()
			.getRevisionInfoClass()
			.asSubclass(RevtrailRevision.class);
		this.revision = new PathBuilder<>(revisionClass, "revision");
		this.filter = new EntryFilter(new QRevtrailRevision(this.revision.getMetadata()), organizations);
		this.reader = new EntryReader(this.entityManager, envers, model);
	}

	@Override
	public ChangePage page(ChangeQuery query, int number, int size) {
		check(number >= 0, "A page's number starts at 0, so it cannot be " + number + ".");
		checkSize(size);
		return read(() -> {
			long total = countNow(query);
			long offset = (long) number * size;
			List<ChangeEntry> entries = (offset < total) ? fetch(query, null, offset, size) : List.of();
			return new ChangePage(entries, total);
		});
	}

	@Override
	public ChangeSlice slice(ChangeQuery query, @Nullable Cursor after, int size) {
		checkSize(size);
		return read(() -> {
			List<ChangeEntry> entries = fetch(query, after, 0, size + 1);
			if (entries.size() <= size) {
				return new ChangeSlice(entries, null);
			}
			return new ChangeSlice(entries.subList(0, size), new Cursor(entries.get(size - 1).id()));
		});
	}

	@Override
	public long count(ChangeQuery query) {
		return read(() -> countNow(query));
	}

	@Override
	public Optional<ChangeEntry> entry(Scope scope, long id) {
		return slice(ChangeQuery.in(scope).ids(Set.of(id)), null, 1).entries().stream().findFirst();
	}

	private long countNow(ChangeQuery query) {
		EntryFilter.Condition condition = this.filter.condition(query, null);
		if (condition.matchesNothing()) {
			return 0;
		}
		JPAQuery<Long> count = query(condition).select(QEntryRow.entryRow.count());
		if (condition.needsRevision()) {
			joinRevision(count);
		}
		return Objects.requireNonNull(count.fetchOne());
	}

	private List<ChangeEntry> fetch(ChangeQuery query, @Nullable Cursor after, long offset, int limit) {
		EntryFilter.Condition condition = this.filter.condition(query, after);
		if (condition.matchesNothing()) {
			return List.of();
		}
		QEntryRow entry = QEntryRow.entryRow;
		var rows = joinRevision(query(condition).select(entry, this.revision))
			.orderBy(query.isOldestFirst() ? entry.id.asc() : entry.id.desc())
			.offset(offset)
			.limit(limit)
			.fetch();
		return this.reader.entries(rows.stream()
			.map((row) -> new EntryReader.Row(Objects.requireNonNull(row.get(entry)),
					Objects.requireNonNull(row.get(this.revision)).toRevision()))
			.toList(), query.isWithChanges());
	}

	private JPAQuery<?> query(EntryFilter.Condition condition) {
		JPAQuery<?> query = new JPAQuery<Void>(this.entityManager).from(QEntryRow.entryRow)
			.where(condition.predicate());
		query.setFlushMode(FlushModeType.COMMIT);
		return query;
	}

	private <T> JPAQuery<T> joinRevision(JPAQuery<T> query) {
		return query.join(this.revision).on(this.revision.getNumber("id", Long.class).eq(QEntryRow.entryRow.revision));
	}

	private <T> T read(Supplier<T> work) {
		return Objects.requireNonNull(this.transaction.execute((status) -> work.get()));
	}

	private static void checkSize(int size) {
		check(size >= 1 && size <= LARGEST, "A page holds 1 to " + LARGEST + " entries, not " + size + ".");
	}

	private static void check(boolean condition, String message) {
		if (!condition) {
			throw new IllegalArgumentException(message);
		}
	}

}
