package dev.revtrail.security;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.revtrail.Actor;
import dev.revtrail.RecordRef;
import org.jspecify.annotations.Nullable;

/**
 * Counts the failed sign-ins of a window: by the account that they are aimed at, or else
 * by the network that they come from. No number of networks takes the room of an account.
 */
final class FailureWindow {

	/** How many distinct names and networks are counted, of all accounts and networks. */
	private static final int MOST_DISTINCT = 20_000;

	private final long number;

	private final int alone;

	private final int mostTargets;

	private final Map<Object, Failures> accounts = new LinkedHashMap<>();

	private final Map<Object, Failures> networks = new LinkedHashMap<>();

	private final Failures others = new Failures(RecordRef.none(RecordRef.APPLICATION), null);

	private int distinct;

	/**
	 * Creates a window.
	 * @param number which one
	 * @param alone how many failures of an account or a network are recorded one by one
	 * @param mostTargets how many accounts have a number of their own, and how many
	 * networks
	 */
	FailureWindow(long number, int alone, int mostTargets) {
		this.number = number;
		this.alone = alone;
		this.mostTargets = mostTargets;
	}

	long number() {
		return this.number;
	}

	/**
	 * Counts a failure.
	 * @param account the account; null where there is none
	 * @param user the record that it is about
	 * @param name the digest of the name that was given; null for none
	 * @param network the network that it comes from
	 * @return whether it is to be recorded by itself
	 */
	boolean count(@Nullable Actor account, RecordRef user, @Nullable Long name, String network) {
		Map<Object, Failures> targets = (account != null) ? this.accounts : this.networks;
		Object target = (account != null) ? account : network;
		Failures failures = targets.get(target);
		if (failures == null && targets.size() < this.mostTargets) {
			failures = new Failures(user, (account != null) ? null : network);
			targets.put(target, failures);
		}
		if (failures == null) {
			add(this.others, name, network);
			return false;
		}
		if (failures.alone < this.alone) {
			failures.alone++;
			return true;
		}
		add(failures, name, network);
		return false;
	}

	private void add(Failures failures, @Nullable Long name, String network) {
		failures.attempts++;
		if (name != null) {
			add(failures.names, name);
		}
		add(failures.networks, network);
	}

	private <T> void add(Set<T> values, T value) {
		if (this.distinct < MOST_DISTINCT && values.add(value)) {
			this.distinct++;
		}
	}

	/**
	 * Returns the failures of accounts, of networks, and all others, where some are not
	 * recorded by themselves.
	 */
	List<Failures> summaries() {
		return Stream.of(this.accounts.values(), this.networks.values(), List.of(this.others))
			.flatMap(Collection::stream)
			.filter((failures) -> failures.attempts > 0)
			.toList();
	}

	/**
	 * The failures of an account or a network that are not recorded by themselves.
	 */
	static final class Failures {

		private final RecordRef user;

		private final @Nullable String network;

		private final Set<Long> names = new HashSet<>();

		private final Set<String> networks = new HashSet<>();

		private int alone;

		private long attempts;

		private Failures(RecordRef user, @Nullable String network) {
			this.user = user;
			this.network = network;
		}

		RecordRef user() {
			return this.user;
		}

		/**
		 * Returns the network that they come from; null where that is not what counts.
		 */
		@Nullable String network() {
			return this.network;
		}

		long attempts() {
			return this.attempts;
		}

		/** Returns how many distinct names they had. */
		int names() {
			return this.names.size();
		}

		/** Returns how many distinct networks they came from. */
		int networks() {
			return this.networks.size();
		}

	}

}
