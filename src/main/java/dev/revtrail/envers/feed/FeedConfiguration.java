package dev.revtrail.envers.feed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import dev.revtrail.ChangeLog;
import dev.revtrail.EventLog;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.envers.capture.Capture;
import dev.revtrail.envers.index.TrackedPersistence;
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

	private static final String OWN = "revtrail.";

	/** What the rows of the mark and of followers call this application. */
	private final String node = ProcessHandle.current().pid() + "-" + UUID.randomUUID().toString().substring(0, 8);

	@Bean
	MarkConnections revtrailMarkConnections(TrackedFactory factory, TrackedPersistence persistence) {
		return new MarkConnections(factory, persistence);
	}

	@Bean
	SettledMarkService revtrailSettledMark(TrackedFactory factory, FollowerTable followers, MarkConnections connections,
			Capture capture, FeedSettings settings) {
		SettledMarkService service = new SettledMarkService(
				new MarkKeeper(new MarkTable(factory), followers, settings, this.node), connections);
		capture.recording().onCommit(service::committed);
		return service;
	}

	@Bean
	FollowerTable revtrailFollowerTable(TrackedFactory factory) {
		return new FollowerTable(factory);
	}

	@Bean
	FollowerPositions revtrailFollowerPositions(TrackedPersistence persistence, FollowerTable table) {
		return new FollowerPositions(persistence, table);
	}

	@Bean
	FollowerService revtrailFollowers(FollowerTable table, MarkConnections connections, TrackedPersistence persistence,
			FeedSettings settings, SettledMarkService mark, ObjectProvider<FollowerTask> own,
			ObjectProvider<Follower> followers, ObjectProvider<ChangeLog> log, ChangeContext context) {
		List<FollowerTask> tasks = new ArrayList<>(own.stream().toList());
		Set<String> names = new HashSet<>();
		followers.orderedStream().forEach((follower) -> {
			check(follower, names);
			tasks.add(new HostFollower(follower, log::getObject, context));
		});
		return new FollowerService(tasks.stream()
			.map((task) -> new FollowerRunner(task, table, connections, persistence, settings, mark))
			.toList(), table, connections, mark, this.node);
	}

	private static void check(Follower follower, Set<String> names) {
		String name = follower.name();
		if (!NAME.matcher(name).matches() || name.startsWith(OWN)) {
			throw new IllegalStateException("The follower " + follower.getClass().getName() + " is called '" + name
					+ "'. A name takes 1 to 64 lower-case letters, digits, dots and dashes, and does not begin with '"
					+ OWN + "'.");
		}
		if (!names.add(name)) {
			throw new IllegalStateException("Two followers are called '" + name + "'.");
		}
	}

	@Bean
	Feed revtrailFeed(FollowerTable table, FollowerService service, TrackedPersistence persistence, EventLog events) {
		return new StoredFeed(table, service, persistence, events);
	}

}
