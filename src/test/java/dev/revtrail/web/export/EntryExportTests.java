package dev.revtrail.web.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.LibraryTest;
import dev.revtrail.Outcome;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.envers.hospital.Hospital;
import dev.revtrail.envers.hospital.Patient;
import jakarta.persistence.EntityManager;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * What becomes of exports that do not end well.
 */
@LibraryTest(Hospital.class)
@TestPropertySource(properties = "test.database.of=EntryExport")
class EntryExportTests {

	private static final ChangeQuery ALL = ChangeQuery.in(Scope.everything()).actions(Action.CREATE);

	private static final ExportFormat IDS = new NdjsonFormat((entry) -> Map.of("id", entry.id()));

	@Autowired
	private ChangeLog log;

	@Autowired
	private EventLog events;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private TransactionTemplate transaction;

	@BeforeEach
	void admitPatients() {
		this.transaction.executeWithoutResult((status) -> {
			for (int i = 0; i < 700; i++) {
				this.entityManager.persist(new Patient("Ann", "north"));
			}
		});
	}

	@Test
	void anExportThatItsReaderBreaksOffIsAnEntryThatFailed() {
		EntryExport export = new EntryExport(this.log, this.events, Clock.systemUTC());

		assertThatIOException()
			.isThrownBy(() -> export.stream(ALL, IDS, "x", Actor.SYSTEM, new MockHttpServletRequest(), new Torn(2000)))
			.withMessageContaining("Connection reset");

		ChangeEntry entry = newest();
		assertThat(entry.outcome()).isEqualTo(Outcome.FAILURE);
		assertThat(((Number) entry.data().get("rows")).intValue()).isBetween(1, 699);
		assertThat(entry.data()).doesNotContainKey("sha256");
	}

	@Test
	void anExportThatCannotBeRecordedBreaksOff() {
		FullEventLog events = new FullEventLog();

		assertThatIOException().isThrownBy(() -> new EntryExport(this.log, events, Clock.systemUTC()).stream(ALL, IDS,
				"x", Actor.SYSTEM, new MockHttpServletRequest(), new MockHttpServletResponse()));
		assertThat(events.tried).extracting(Event::outcome).containsExactly(Outcome.SUCCESS);
	}

	/** What has been written of the file must not be followed by an error's body. */
	@Test
	void anExportWhoseBreakCannotBeRecordedBreaksOff() {
		FullEventLog events = new FullEventLog();

		assertThatIOException()
			.isThrownBy(() -> new EntryExport(this.log, events, Clock.systemUTC()).stream(ALL, IDS, "x", Actor.SYSTEM,
					new MockHttpServletRequest(), new Torn(2000)))
			.withMessageContaining("Connection reset");
		assertThat(events.tried).extracting(Event::outcome).containsExactly(Outcome.FAILURE);
	}

	private ChangeEntry newest() {
		return this.log.slice(ChangeQuery.in(Scope.everything()).recordTypes(RecordRef.CHANGE_LOG), null, 1)
			.entries()
			.get(0);
	}

	/** Takes no events. */
	private static final class FullEventLog implements EventLog {

		private final List<Event> tried = new ArrayList<>();

		@Override
		public void record(Event event) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void recordAlone(List<Event> events) {
			this.tried.addAll(events);
			throw new IllegalStateException("The database is full.");
		}

		@Override
		public void recordLater(List<Event> events) {
			throw new UnsupportedOperationException();
		}

	}

	/** A response whose reader goes away. */
	private static final class Torn extends MockHttpServletResponse {

		private final int bytes;

		private Torn(int bytes) {
			this.bytes = bytes;
		}

		@Override
		public ServletOutputStream getOutputStream() {
			OutputStream out = super.getOutputStream();
			return new ServletOutputStream() {

				private int left = Torn.this.bytes;

				@Override
				public void write(int value) throws IOException {
					if (--this.left < 0) {
						throw new IOException("Connection reset");
					}
					out.write(value);
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setWriteListener(WriteListener listener) {
					throw new UnsupportedOperationException();
				}

			};
		}

	}

}
