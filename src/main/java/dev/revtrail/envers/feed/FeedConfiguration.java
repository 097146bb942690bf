package dev.revtrail.envers.feed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.revtrail.ChangeLog;
import dev.revtrail.EventLog;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.model.NodeName;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.feed.Feed;
import dev.revtrail.feed.Follower;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The beans of the settled mark and of followers.
 */
@Configuration(proxyBeanMethods = false)
public class FeedConfiguration {

	private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{1,64}");

	private static final int MOST_AT_ONCE = 1000;

	/** What the rows of the mark and of followers call this application. */
	private final String node = NodeName.random().value();

	@Bean
	FeedConnections revtrailFeedConnections(TrackedFactory factory, TrackedPersistence persistence) {
		return new FeedConnections(factory, persistence);
	}

	@Bean
	SettledMarkService revtrailSettledMark(TrackedFactory factory, LateRevisions lateRevisions,
			FeedConnections connections, Capture capture, FeedSettings settings) {
		SettledMarkService service = new SettledMarkService(
				new MarkKeeper(new MarkTable(factory), lateRevisions, settings, this.node), lateRevisions, connections);
		capture.recording().onCommit(service::committed);
		capture.recording().onRollback(service::rolledBack);
		return service;
	}

	@Bean
	FollowerTable revtrailFollowerTable(TrackedFactory factory) {
		return new FollowerTable(factory);
	}

	@Bean
	LateRevisions revtrailLateRevisions(TrackedFactory factory) {
		return new LateRevisions(factory);
	}

	@Bean
	FollowerPositions revtrailFollowerPositions(TrackedPersistence persistence, FollowerTable table,
			LateRevisions lateRevisions) {
		return new FollowerPositions(persistence, table, lateRevisions);
	}

	@Bean
	FollowerService revtrailFollowers(FollowerTable table, LateRevisions lateRevisions, FeedConnections connections,
			TrackedPersistence persistence, FeedSettings settings, SettledMarkService mark,
			ObjectProvider<FollowerTask> own, ObjectProvider<Follower> followers, ObjectProvider<ChangeLog> log,
			ChangeContext context) {
		List<FollowerTask> tasks = new ArrayList<>(own.stream().toList());
		Set<String> names = new HashSet<>();
		followers.orderedStream().forEach((follower) -> {
			check(follower, names);
			tasks.add(new HostFollower(follower, log::getObject, context));
		});
		return new FollowerService(tasks.stream()
			.map((task) -> new FollowerRunner(task, table, lateRevisions, connections, persistence, settings, mark))
			.toList(), table, lateRevisions, connections, mark, this.node);
	}

	private static void check(Follower follower, Set<String> names) {
		String name = follower.name();
		if (!NAME.matcher(name).matches() || name.startsWith(FollowerTable.OWN)) {
			throw new IllegalStateException("The follower " + follower.getClass().getName() + " is called '" + name
					+ "'. A name takes 1 to 64 lower-case letters, digits, dots and dashes, and does not begin with '"
					+ FollowerTable.OWN + "'.");
		}
		if (!names.add(name)) {
			throw new IllegalStateException("Two followers are called '" + name + "'.");
		}
		if (follower.batchSize() < 1 || follower.batchSize() > MOST_AT_ONCE) {
			throw new IllegalStateException(
					"The follower '" + name + "' takes 1 to 1,000 entries at once, not " + follower.batchSize() + ".");
		}
	}

	@Bean
	Feed revtrailFeed(FollowerTable table, FollowerService service, SettledMarkService mark,
			TrackedPersistence persistence, EventLog events) {
		return new StoredFeed(table, service, mark, persistence, events);
	}

}
