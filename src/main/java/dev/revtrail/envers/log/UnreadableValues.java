package dev.revtrail.envers.log;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.revtrail.envers.model.TrackedEntity;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Values in audit rows that the mapping of today cannot read: a constant that an enum no
 * longer has, what a converter refuses, a time of day that the driver does not take. They
 * are unknown, and warned of once for each field.
 */
public final class UnreadableValues {

	private static final Log logger = LogFactory.getLog(UnreadableValues.class);

	/** The SQL state of what MySQL's driver itself refuses to convert. */
	private static final String ILLEGAL_ARGUMENT = "S1009";

	private final Set<String> reported = ConcurrentHashMap.newKeySet();

	/** Whether reading failed because of a value, and not because of the database. */
	public static boolean isCauseOf(Exception ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException failure) {
				return failure instanceof SQLDataException || isOfValue(failure.getSQLState());
			}
		}
		return true;
	}

	private static boolean isOfValue(@Nullable String state) {
		return state != null && (state.startsWith("22") || state.equals(ILLEGAL_ARGUMENT));
	}

	void report(TrackedEntity entity, String field, Exception failure) {
		if (this.reported.add(entity.entityName() + "." + field)) {
			logger.warn("A value of %s.%s cannot be read and is unknown in the change log: %s"
				.formatted(entity.recordType(), field, reason(entity, field, failure)));
		}
	}

	/** The message may have the value in it. */
	private static String reason(TrackedEntity entity, String field, Exception failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return entity.masks().hides(field) ? root.getClass().getName() : root.toString();
	}

}
