package dev.revtrail.envers.baseline;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.revtrail.ChangeEntry;
import dev.revtrail.LibraryTest;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.SettableClock;
import dev.revtrail.envers.baseline.Attic.Box;
import dev.revtrail.reconciliation.Reconciliation;
import dev.revtrail.retention.Purge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a purge leaves of records whose audit rows begin with a baseline.
 */
@LibraryTest(Attic.class)
@Import(BaselinePurgeTests.Time.class)
@TestPropertySource(properties = "revtrail.retention.period=20d")
class BaselinePurgeTests extends AtticCase {

	private static final Scope ALL = Scope.everything();

	@TempDir
	static Path archives = Path.of("");

	@Autowired
	Purge purge;

	@Autowired
	RecordHistory history;

	@Autowired
	Reconciliation reconciliation;

	@Autowired
	SettableClock clock;

	@DynamicPropertySource
	static void archiveDirectory(DynamicPropertyRegistry properties) {
		properties.add("revtrail.retention.archive-directory", () -> archives.toString());
	}

	@Test
	void aBaselineStaysUntilAYoungerEntryGoes() {
		long unchanged = older(3);
		long once = unchanged + 1;
		long twice = unchanged + 2;
		this.baseline.run("BOX");
		for (long id : List.of(once, twice)) {
			change(Box.class, id, (box) -> {
				box.label = "then";
				box.tags.add("c");
			});
		}
		this.clock.advance(Duration.ofDays(30));
		change(Box.class, twice, (box) -> box.label = "now");

		assertThat(this.purge.run().removed()).isPositive();

		assertThat(rows(unchanged)).containsExactly(0);
		assertThat(this.history.stateAtOrBefore(ALL, box(unchanged), Long.MAX_VALUE).orElseThrow().values())
			.containsAllEntriesOf(Map.of("label", "old", "tags", List.of("a", "b")));
		assertThat(history(box(once))).isEmpty();
		assertThat(rows(once)).containsExactly(1);
		ChangeEntry last = history(box(twice)).get(0);
		assertThat(history(box(twice))).hasSize(1);
		assertThat(last.changes().list()).containsExactly(value("label", "then", "now"));
		assertThat(rows(twice)).containsExactly(1, 1);
		assertThat(this.history.stateExactlyAt(ALL, box(twice), last.revision().number()).orElseThrow().values())
			.containsAllEntriesOf(Map.of("label", "now", "tags", List.of("a", "b", "c"), "steps", List.of("1", "2")));
		assertThat(this.reconciliation.run("BOX").first()).isEmpty();
	}

	private static RecordRef box(long id) {
		return new RecordRef("BOX", String.valueOf(id));
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
