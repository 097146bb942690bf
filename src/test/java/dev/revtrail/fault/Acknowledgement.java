package dev.revtrail.fault;

/**
 * An operation whose transaction the application said was committed.
 *
 * @param kind what was done: create, update or delete
 * @param operation the operation's name
 * @param parcel the parcel's id
 * @param label the label's id
 */
record Acknowledgement(String kind, String operation, long parcel, String label) {

	String line() {
		return "%s %s %d %s".formatted(this.kind, this.operation, this.parcel, this.label);
	}

	static Acknowledgement parse(String line) {
		String[] words = line.split(" ");
		return new Acknowledgement(words[0], words[1], Long.parseLong(words[2]), words[3]);
	}

}
