package dev.revtrail.envers.event;

import dev.revtrail.EventLog;
import dev.revtrail.EventType;
import dev.revtrail.EventTypes;
import dev.revtrail.Recording;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.index.EntryIndex;
import dev.revtrail.envers.index.RecordEntries;
import dev.revtrail.envers.index.TrackedPersistence;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans that write events.
 */
@Configuration(proxyBeanMethods = false)
public class EventConfiguration {

	@Bean
	EventRecorder revtrailEventRecorder(Capture capture, TrackedPersistence persistence, WriteBehind writeBehind,
			EventSettings settings, NoteKeys noteKeys) {
		EventConnections connections = new EventConnections(capture.factory().sessionFactory(),
				persistence.dataSource(), settings.dataSource());
		return new EventRecorder(capture, persistence,
				new EventTransactions(persistence, connections, capture::context), writeBehind, settings.timeout(),
				noteKeys);
	}

	@Bean
	NoteKeys revtrailNoteKeys(Capture capture, TrackedPersistence persistence) {
		return new NoteKeys(capture.factory().sessionFactory(), persistence, () -> capture.clock().millis());
	}

	@Bean
	Recording revtrailRecording(Capture capture, EventRecorder events, WriteBehind writeBehind,
			TrackedPersistence persistence) {
		return new CurrentRecording(capture.recording(), writeBehind,
				new RecordingCheck("health check", events, persistence));
	}

	@Bean
	WriteBehind revtrailWriteBehind(Capture capture, TrackedPersistence persistence, EventSettings settings) {
		return new WriteBehind(new HttpStatuses(capture.factory().sessionFactory(), persistence)::insert,
				capture.recording(), settings.timeout(), settings.shutdownTimeout());
	}

	@Bean
	@ConditionalOnMissingBean
	EventTypes revtrailEventTypes(ObjectProvider<EventType> declared) {
		return DeclaredEventTypes.of(declared.stream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	EventLog revtrailEventLog(Capture capture, TrackedPersistence persistence, EntryIndex index, RecordEntries records,
			EventTypes types, EventRecorder recorder, EventSettings settings) {
		CurrentOwners owners = new CurrentOwners(persistence.entityManager(), capture.model());
		return new EnversEventLog(capture, persistence, new EventRows(types, index, records, owners), recorder,
				settings.failClosed(types));
	}

}
