package dev.revtrail.envers.count;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the entries of a series have in common.
 *
 * @param grain which of the others mean something
 * @param organization the organization, or the one at the top
 * @param recordType the record type
 * @param field the name of a changed field
 * @param action the action
 * @param outcome the outcome
 * @param source the source
 * @param brand the brand
 * @param actorType the actor's type
 */
record Series(int grain, @Nullable String organization, @Nullable String recordType, @Nullable String field,
		String action, @Nullable String outcome, @Nullable String source, @Nullable String brand,
		@Nullable String actorType) {

	/** The longest name of a field that is counted: an index must hold it. */
	static final int FIELD_LENGTH = 255;

	/** All series that an entry belongs to. */
	static List<Series> of(CountedEntry entry) {
		List<Series> all = new ArrayList<>();
		for (int whose : new int[] { 0, Grain.ROOT, Grain.ORGANIZATION }) {
			for (int type : new int[] { 0, Grain.TYPE }) {
				for (int detail : new int[] { 0, Grain.DETAIL }) {
					all.add(of(entry, whose | type | detail));
				}
			}
		}
		entry.fields()
			.stream()
			.filter((field) -> field.length() <= FIELD_LENGTH)
			.forEach((field) -> all.add(new Series(Grain.FIELD | Grain.TYPE, null, entry.recordType(), field,
					entry.action(), null, null, null, null)));
		return all;
	}

	private static Series of(CountedEntry entry, int grain) {
		String organization = is(grain, Grain.ROOT) ? entry.rootOrganization()
				: is(grain, Grain.ORGANIZATION) ? entry.organization() : null;
		String type = is(grain, Grain.TYPE) ? entry.recordType() : null;
		return is(grain, Grain.DETAIL)
				? new Series(grain, organization, type, null, entry.action(), entry.outcome(), entry.source(),
						entry.brand(), entry.actorType())
				: new Series(grain, organization, type, null, entry.action(), null, null, null, null);
	}

	private static boolean is(int grain, int part) {
		return (grain & part) != 0;
	}

	/** The id of its row: the beginning of a hash, so that none needs to be looked up. */
	long id(long generation) {
		MessageDigest digest = sha256();
		digest.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(generation).putInt(this.grain).array());
		for (String part : Arrays.asList(this.organization, this.recordType, this.field, this.action, this.outcome,
				this.source, this.brand, this.actorType)) {
			byte[] text = (part != null) ? part.getBytes(StandardCharsets.UTF_8) : new byte[0];
			digest.update(ByteBuffer.allocate(Integer.BYTES).putInt((part != null) ? text.length : -1).array());
			digest.update(text);
		}
		return ByteBuffer.wrap(digest.digest()).getLong();
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
