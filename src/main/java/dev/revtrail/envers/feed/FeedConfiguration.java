package dev.revtrail.envers.feed;

import java.util.UUID;

import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.TrackedFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans of the settled mark.
 */
@Configuration(proxyBeanMethods = false)
public class FeedConfiguration {

	@Bean
	SettledMarkService revtrailSettledMark(TrackedFactory factory, TrackedPersistence persistence, Capture capture,
			FeedSettings settings) {
		String node = ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);
		SettledMarkService service = new SettledMarkService(new MarkKeeper(new MarkTable(factory), settings, node),
				new MarkConnections(factory, persistence));
		capture.recording().onCommit(service::committed);
		return service;
	}

}
