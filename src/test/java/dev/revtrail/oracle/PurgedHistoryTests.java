package dev.revtrail.oracle;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.revtrail.RecordRef;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeQuery;
import dev.revtrail.ChangeSlice;
import dev.revtrail.Changes;
import dev.revtrail.Cursor;
import dev.revtrail.FieldChange;
import dev.revtrail.retention.PurgeStore;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.SettableClock;
import dev.revtrail.envers.reconciliation.ReconciliationCheck;
import dev.revtrail.retention.Purge;
import dev.revtrail.retention.PurgeProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A purge removes entries that are too old and nothing else: those that stay read as
 * before, removed ones are in the archive, and later changes are recorded as usual.
 */
@Import(PurgedHistoryTests.Time.class)
@TestPropertySource(properties = { "revtrail.retention.period=20d", "revtrail.retention.record-types.SHEET=35d",
		"revtrail.retention.batch-size=37" })
@ExtendWith(ReconciliationCheck.class)
class PurgedHistoryTests extends RegistryTest {

	private static final int TRANSACTIONS = Integer.getInteger("purge.tx", 50);

	private static final long SEED = Long.getLong("purge.seed", 1);

	private static final Duration STEP = Duration.ofHours(24);

	@TempDir
	static Path archives = Path.of("");

	@Autowired
	Purge purge;

	@Autowired
	RecordHistory states;

	@Autowired
	SettableClock clock;

	@DynamicPropertySource
	static void archiveDirectory(DynamicPropertyRegistry properties) {
		properties.add("revtrail.retention.archive-directory", () -> archives.toString());
	}

	@Test
	void whatStaysReadsAsBeforeAndWhatWentIsInTheArchive() throws IOException {
		RandomHistory history = history(SEED);
		for (int round = 1; round <= 4; round++) {
			for (int i = 0; i < TRANSACTIONS; i++) {
				this.clock.advance(STEP);
				checked(history.next().predictions());
			}
			if (round == 4) {
				this.clock.advance(Duration.ofDays(100));
			}
			purgeAndCompare("seed " + SEED + ", round " + round);
		}
		assertThat(entries().values()).extracting((entry) -> entry.record().type()).containsOnly("PURGE");
		for (int i = 0; i < TRANSACTIONS; i++) {
			this.clock.advance(STEP);
			checked(history.next().predictions());
		}
		this.clock.advance(Duration.ofDays(100));
		purgeAndCompare("seed " + SEED + ", at the end");
		assertThat(Files.list(archives)).hasSize(5);
	}

	private void checked(Map<String, Prediction> predicted) {
		List<Map<String, ChangeEntry>> reported = reported();
		reported.removeIf((transaction) -> transaction.values()
			.stream()
			.allMatch((entry) -> entry.record().type().equals(RecordRef.PURGE)));
		if (predicted.isEmpty()) {
			assertThat(reported).isEmpty();
			return;
		}
		assertThat(reported).hasSize(1);
		predicted
			.forEach((name, prediction) -> assertThat(prediction.faults(reported.get(0).get(name))).as(name).isEmpty());
		assertThat(reported.get(0)).hasSameSizeAs(predicted);
	}

	private void purgeAndCompare(String place) {
		Map<Long, ChangeEntry> before = entries();
		Map<Long, Optional<RecordSnapshot>> statesBefore = states(before.values());
		Set<Long> tooOld = new HashSet<>();
		before.forEach((id, entry) -> {
			int days = entry.record().type().equals("SHEET") ? 35 : 20;
			if (!entry.record().type().equals(RecordRef.PURGE)
					&& entry.revision().recordedAt().isBefore(this.clock.instant().minus(days, ChronoUnit.DAYS))) {
				tooOld.add(id);
			}
		});

		assertThat(this.purge.preview().stream().mapToLong(PurgeStore.Count::entries).sum()).isEqualTo(tooOld.size());
		PurgeProgress progress = this.purge.run();

		assertThat(progress.state()).as(progress.failure()).isEqualTo(PurgeStore.State.COMPLETED);
		assertThat(progress.removed()).as(place).isEqualTo(tooOld.size()).isPositive();
		Map<Long, ChangeEntry> after = entries();
		Map<Long, ChangeEntry> removed = new TreeMap<>(before);
		removed.keySet().retainAll(tooOld);
		Map<Long, ChangeEntry> stays = new TreeMap<>(before);
		stays.keySet().removeAll(tooOld);
		after.values().removeIf((entry) -> !before.containsKey(entry.id()));
		assertThat(after.keySet()).as(place).isEqualTo(stays.keySet());
		after.forEach((id, entry) -> assertThat(entry).as(place).isEqualTo(stays.get(id)));
		states(after.values())
			.forEach((id, state) -> assertThat(state).as(place + ", " + after.get(id)).isEqualTo(statesBefore.get(id)));
		Map<Long, ChangeEntry> archived = new TreeMap<>();
		long read = this.purge.archive(String.valueOf(progress.archive()))
			.read((entry) -> archived.put(entry.entry().id(), entry.entry()));
		assertThat(read).isEqualTo(removed.size());
		archived.forEach((id, entry) -> assertThat(entry).as(place).isEqualTo(asReadBack(removed.get(id))));
		assertThat(archived.keySet()).isEqualTo(removed.keySet());
		assertThat(unreferencedRevisions()).as(place).isEmpty();
	}

	/**
	 * Returns an entry as it is read from JSON, in which small numbers of large and small
	 * types are the same.
	 */
	private static ChangeEntry asReadBack(ChangeEntry entry) {
		return new ChangeEntry(entry.id(), entry.revision(), entry.action(), entry.record(), entry.patient(),
				entry.organizationId(),
				new Changes(entry.changes()
					.stream()
					.map((change) -> (change instanceof FieldChange.Value value) ? new FieldChange.Value(value.field(),
							number(value.from()), number(value.to()), value.fromKnown(), value.toKnown()) : change)
					.toList()),
				entry.outcome(), entry.data(), entry.labels());
	}

	private static @Nullable Object number(@Nullable Object value) {
		return (value instanceof BigInteger integer && integer.bitLength() < Long.SIZE)
				? Long.valueOf(integer.longValue()) : value;
	}

	private Map<Long, ChangeEntry> entries() {
		Map<Long, ChangeEntry> entries = new TreeMap<>();
		Cursor after = null;
		do {
			ChangeSlice slice = this.log.slice(
					ChangeQuery.in(Scope.everything()).withWholeCollections().oldestFirst().withUnsettled(), after,
					500);
			slice.entries().forEach((entry) -> entries.put(entry.id(), entry));
			after = slice.next();
		}
		while (after != null);
		return entries;
	}

	private Map<Long, Optional<RecordSnapshot>> states(Iterable<ChangeEntry> entries) {
		Map<Long, Optional<RecordSnapshot>> states = new LinkedHashMap<>();
		entries.forEach((entry) -> states.put(entry.id(),
				this.states.stateAtOrBefore(Scope.everything(), entry.record(), entry.revision().number())));
		return states;
	}

	/** Revisions that no entry and no audit row refers to. */
	private List<Long> unreferencedRevisions() {
		return this.transaction.execute((status) -> {
			List<Long> revisions = new ArrayList<>();
			for (Object number : this.entityManager
				.createNativeQuery("select id from revtrail_revision r where not exists "
						+ "(select 1 from revtrail_entry e where e.revision = r.id)")
				.getResultList()) {
				revisions.add(((Number) number).longValue());
			}
			for (Object table : this.entityManager
				.createNativeQuery("select table_name from information_schema.columns "
						+ "where lower(column_name) = 'rev' and lower(table_schema) in ('public', lower("
						+ TestDatabase.Kind.selected().schema() + "))")
				.getResultList()) {
				this.entityManager.createNativeQuery("select distinct rev from " + table)
					.getResultList()
					.forEach((number) -> revisions.remove(((Number) number).longValue()));
			}
			return revisions;
		});
	}

	/**
	 * A clock that stands still until it is moved.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class Time {

		@Bean
		SettableClock clock() {
			return new SettableClock(Instant.parse("2026-03-01T08:00:00.123456Z"));
		}

	}

}
