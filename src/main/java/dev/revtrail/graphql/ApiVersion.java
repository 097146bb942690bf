package dev.revtrail.graphql;

import java.util.Arrays;

import dev.revtrail.web.request.RequestParameters;
import org.jspecify.annotations.Nullable;

/**
 * A version of the contract. A request chooses one by its header.
 */
enum ApiVersion {

	/** Pages of connections, with edges and cursors. */
	V2026_01_01("2026-01-01", Paging.CONNECTION),

	/** As 2026-01-01. */
	V2025_07_31("2025-07-31", Paging.CONNECTION),

	/** As 2024-06-01. */
	V2024_11_01("2024-11-01", Paging.LIST),

	/** Plain lists. */
	V2024_06_01("2024-06-01", Paging.LIST);

	/** The header that names the version. */
	static final String HEADER = "Healthie-GraphQL-API-Version";

	private final String date;

	private final Paging paging;

	ApiVersion(String date, Paging paging) {
		this.date = date;
		this.paging = paging;
	}

	/** Returns how the version pages through events. */
	Paging paging() {
		return this.paging;
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
					+ RequestParameters.oneOf(Arrays.stream(values()).map(ApiVersion::toString).toList()) + "."));
	}

	@Override
	public String toString() {
		return this.date;
	}

	/**
	 * How a version pages through events. All versions with the same paging have the same
	 * schema.
	 */
	enum Paging {

		/** Connections. */
		CONNECTION("2026-01-01"),

		/** Lists. */
		LIST("2024-06-01");

		private final String schema;

		Paging(String schema) {
			this.schema = schema;
		}

		/** Returns the date in the name of the schema's file. */
		String schema() {
			return this.schema;
		}

	}

}
