package dev.revtrail.graphql;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A version of the contract. A request chooses one by its header.
 */
enum ApiVersion {

	/** Pages of connections, with edges and cursors. */
	V2026_01_01("2026-01-01"),

	/** Plain lists. */
	V2024_06_01("2024-06-01");

	/** The header that names the version. */
	static final String HEADER = "Healthie-GraphQL-API-Version";

	private final String date;

	ApiVersion(String date) {
		this.date = date;
	}

	/**
	 * Returns the version that a request asks for.
	 * @param header the header's value; null where there is none
	 * @return the version
	 * @throws GraphQlRefusal when there is no such version
	 */
	static ApiVersion of(@Nullable String header) {
		if (header == null) {
			return V2026_01_01;
		}
		return Arrays.stream(values())
			.filter((version) -> version.date.equals(header.trim()))
			.findFirst()
			.orElseThrow(() -> new GraphQlRefusal(ErrorCode.UNSUPPORTED_API_VERSION, HEADER + " takes "
					+ Arrays.stream(values()).map(ApiVersion::toString).collect(Collectors.joining(" or ")) + "."));
	}

	/** Returns whether the log is a plain list, and no connection. */
	boolean isOfLists() {
		return this == V2024_06_01;
	}

	@Override
	public String toString() {
		return this.date;
	}

}
