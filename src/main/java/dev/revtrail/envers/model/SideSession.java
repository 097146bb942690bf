package dev.revtrail.envers.model;

import java.util.function.Function;

import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A session on the connection of another and of its tenant, which it neither flushes nor
 * fills. No filter narrows what it reads.
 */
public final class SideSession {

	private SideSession() {
	}

	/** Works with a stateless session. */
	public static <T> T in(SharedSessionContractImplementor session, Function<StatelessSession, T> work) {
		return session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			try (StatelessSession side = session.getFactory()
				.withStatelessOptions()
				.connection(connection)
				.tenantIdentifier(session.getTenantIdentifierValue())
				.openStatelessSession()) {
				session.getFactory().getDefinedFilterNames().forEach(side::disableFilter);
				return work.apply(side);
			}
		});
	}

	/** Reads with a session that keeps what it reads, and writes nothing. */
	public static <T extends @Nullable Object> T reading(SharedSessionContractImplementor session,
			Function<Session, T> reader) {
		return session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
			try (Session side = session.getFactory()
				.withOptions()
				.connection(connection)
				.tenantIdentifier(session.getTenantIdentifierValue())
				.openSession()) {
				side.setHibernateFlushMode(FlushMode.MANUAL);
				side.setDefaultReadOnly(true);
				session.getFactory().getDefinedFilterNames().forEach(side::disableFilter);
				return reader.apply(side);
			}
		});
	}

}
