package dev.revtrail.envers;

import java.util.function.Function;

import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * A session on the connection of another, which it neither flushes nor fills. No filter
 * narrows what it reads.
 */
final class SideSession {

	private SideSession() {
	}

	static <T> T in(SharedSessionContractImplementor session, Function<StatelessSession, T> work) {
		return session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			try (StatelessSession side = session.getFactory().openStatelessSession(connection)) {
				session.getFactory().getDefinedFilterNames().forEach(side::disableFilter);
				return work.apply(side);
			}
		});
	}

}
