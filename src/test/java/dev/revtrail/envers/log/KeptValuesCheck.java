package dev.revtrail.envers.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import dev.revtrail.Action;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.index.EntryData;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.index.IndexedEntry;
import dev.revtrail.envers.index.QEntryRow;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.RevisionKey;
import dev.revtrail.envers.model.ShortenedId;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedField;
import dev.revtrail.envers.model.TrackedModel;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asserts after each test that every old value which an entry of the test keeps is the
 * value in the record's audit row before. Of collections it is what the rows before make
 * of them. A test where the two differ says so by {@link RowBeforeDiffers}.
 */
public final class KeptValuesCheck implements BeforeEachCallback, AfterEachCallback {

	private static final Namespace NAMESPACE = Namespace.create(KeptValuesCheck.class);

	private static final int ENTRIES = 10_000;

	@Override
	public void beforeEach(ExtensionContext context) {
		Reader reader = new Reader(SpringExtension.getApplicationContext(context));
		store(context).put("newest", reader.newestRevision());
	}

	@Override
	public void afterEach(ExtensionContext context) {
		long newest = Objects.requireNonNull(store(context).get("newest", Long.class));
		List<String> differences = new Reader(SpringExtension.getApplicationContext(context)).differencesAfter(newest);
		Optional<RowBeforeDiffers> differs = context.getTestMethod()
			.map((method) -> method.getAnnotation(RowBeforeDiffers.class));
		if (differs.isPresent()) {
			assertThat(differences).as("differences, as " + differs.get().value()).isNotEmpty();
		}
		else {
			assertThat(differences).as("kept old values that are not those of the row before").isEmpty();
		}
	}

	private static Store store(ExtensionContext context) {
		return context.getStore(NAMESPACE);
	}

	/**
	 * Reads entries and the rows before them.
	 */
	private static final class Reader {

		private final EntryIndex index;

		private final AuditRows rows;

		private final CollectionReplay collections;

		private final TrackedModel model;

		private final EntityManager entityManager;

		private final PreviousRevisions previousRevisions;

		private Reader(ApplicationContext application) {
			Capture capture = application.getBean(Capture.class);
			this.index = application.getBean(EntryIndex.class);
			this.rows = application.getBean(AuditRows.class);
			this.collections = application.getBean(CollectionReplay.class);
			this.model = capture.model();
			this.entityManager = application.getBean(TrackedPersistence.class).entityManager();
			this.previousRevisions = new PreviousRevisions(this.entityManager, capture.envers().getConfig());
		}

		private long newestRevision() {
			return this.entityManager
				.createQuery("select coalesce(max(e.revision), 0) from RevtrailEntry e", Long.class)
				.getSingleResult();
		}

		private List<String> differencesAfter(long revision) {
			return this.index.read(() -> {
				QEntryRow entry = QEntryRow.entryRow;
				List<IndexedEntry> entries = this.index.rows(entry.revision.gt(revision), entry.id.asc(), 0, ENTRIES);
				List<String> differences = new ArrayList<>();
				entries.stream()
					.filter(IndexedEntry::isChange)
					.forEach((changed) -> differences.addAll(differences(changed)));
				return differences;
			});
		}

		private List<String> differences(IndexedEntry entry) {
			EntryData kept = entry.data();
			if (kept.before().isEmpty() && kept.elementsBefore().isEmpty()) {
				return List.of();
			}
			if (entry.is(Action.CREATE)) {
				return isNothing(kept) ? List.of() : List.of(text(entry) + " keeps old values");
			}
			TrackedEntity entity = this.model.ofType(entry.entry().recordType)
				.stream()
				.filter((candidate) -> candidate.key().canBe(entry.entry().recordId)
						&& this.rows.states(candidate, Set.of(entry.key()), Set.of()).contains(entry.key()))
				.findFirst()
				.orElseThrow(() -> new AssertionError("No audit row of " + text(entry)));
			RevisionKey before = before(entity, entry);
			if (before == null) {
				return List.of(text(entry) + " keeps old values of a record without a row before");
			}
			List<String> differences = new ArrayList<>();
			singles(entity, entry, before, differences);
			collections(entity, entry, before, differences);
			return differences;
		}

		private static boolean isNothing(EntryData kept) {
			return kept.before().values().stream().allMatch(Objects::isNull) && kept.elementsBefore()
				.values()
				.stream()
				.allMatch((elements) -> elements.equals(List.of()) || elements.equals(Map.of()));
		}

		private void singles(TrackedEntity entity, IndexedEntry entry, RevisionKey before, List<String> differences) {
			Map<String, @Nullable Object> kept = entry.data().before();
			AuditRows.States states = this.rows.states(entity, Set.of(before), kept.keySet());
			for (TrackedField.Single field : entity.singles()) {
				if (kept.containsKey(field.name())) {
					compare(entry, field.name(), field.ofKept(kept.get(field.name())),
							states.value(before, field.name()), differences);
				}
			}
		}

		private void collections(TrackedEntity entity, IndexedEntry entry, RevisionKey before,
				List<String> differences) {
			Map<String, Object> kept = entry.data().elementsBefore();
			List<RevisionKey> keys = List.of(before);
			CollectionReplay collections = this.collections;
			for (TrackedField.Elements field : entity.collections()) {
				if (kept.containsKey(field.name())) {
					Object shown = Objects
						.requireNonNull(
								CollectionReplay
									.around(field, keys, collections.rows(entity, field, keys),
											collections.starts(entity, keys))
									.get(before))
						.after();
					compare(entry, field.name(), kept.get(field.name()), shown, differences);
				}
			}
		}

		private static void compare(IndexedEntry entry, String field, @Nullable Object kept, @Nullable Object inRow,
				List<String> differences) {
			if (!Objects.equals(kept, inRow)) {
				differences.add("%s keeps %s = %s, the row before has %s".formatted(text(entry), field, kept, inRow));
			}
		}

		/** The index knows the row before of a record whose id is shortened. */
		private @Nullable RevisionKey before(TrackedEntity entity, IndexedEntry entry) {
			if (!ShortenedId.isShortened(entry.entry().recordId)) {
				return this.previousRevisions.of(entity, List.of(entry.key())).get(entry.key());
			}
			Long revision = this.entityManager
				.createQuery(
						"select max(e.revision) from RevtrailEntry e where e.recordType = :type "
								+ "and e.recordId = :id and e.revision < :revision and e.action in :changes",
						Long.class)
				.setParameter("type", entry.entry().recordType)
				.setParameter("id", entry.entry().recordId)
				.setParameter("revision", entry.entry().revision)
				.setParameter("changes", EntryRow.CHANGES)
				.getSingleResult();
			return (revision != null) ? new RevisionKey(revision, entry.entry().recordId) : null;
		}

		private static String text(IndexedEntry entry) {
			EntryRow row = entry.entry();
			return "%s of %s %s in revision %d".formatted(row.action, row.recordType, row.recordId, row.revision);
		}

	}

}
