package dev.revtrail.envers.model;

import java.sql.Connection;
import java.util.List;
import java.util.Objects;

import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/**
 * The tracked model of some entities as Hibernate and Envers map them, without a
 * database. Columns are taken for what they are mapped as, and texts in columns that are
 * called {@code loose} for keys that disregard case.
 */
public final class OfflineModel implements AutoCloseable {

	private final SessionFactoryImplementor sessionFactory;

	private final EnversService envers;

	private final TrackingProblems problems = new TrackingProblems();

	private final TrackedModel model;

	private OfflineModel(SessionFactoryImplementor sessionFactory) {
		this.sessionFactory = sessionFactory;
		this.envers = sessionFactory.getServiceRegistry().requireService(EnversService.class);
		this.model = new TrackedModelBuilder(sessionFactory, this.envers, new MappedColumns(), new MaskRules(List.of()),
				this.problems)
			.build();
	}

	/**
	 * Maps entities.
	 * @param entities the entities
	 * @return their model
	 */
	public static OfflineModel of(Class<?>... entities) {
		MetadataSources sources = new MetadataSources(
				new StandardServiceRegistryBuilder().applySetting(JdbcSettings.ALLOW_METADATA_ON_BOOT, false)
					.applySetting(JdbcSettings.DIALECT, H2Dialect.class.getName())
					.applySetting(JdbcSettings.CONNECTION_PROVIDER, new NoConnections())
					.build());
		return new OfflineModel((SessionFactoryImplementor) sources.addAnnotatedClasses(entities)
			.buildMetadata()
			.buildSessionFactory());
	}

	/** The tracked entities. */
	public TrackedModel model() {
		return this.model;
	}

	/** The tracked entity of a class. */
	public TrackedEntity entity(Class<?> type) {
		return Objects.requireNonNull(this.model.entity(type.getName()));
	}

	/** What is wrong with the declarations of the entities. */
	TrackingProblems problems() {
		return this.problems;
	}

	/** The same as the rest of the library knows it. */
	public TrackedFactory factory() {
		return new TrackedFactory(this.sessionFactory, this.envers, this.model, ColumnStarts.NONE);
	}

	/** Opens a session that can refer to records and read none. */
	public SharedSessionContractImplementor openSession() {
		return this.sessionFactory.openSession();
	}

	@Override
	public void close() {
		this.sessionFactory.close();
	}

	/**
	 * Columns as they are mapped.
	 */
	private static final class MappedColumns implements ColumnForms {

		@Override
		public StoredForm form(SelectableMapping column) {
			int length = Objects.requireNonNullElse((column.getPrecision() != null) ? column.getPrecision()
					: (column.getLength() != null) ? column.getLength().intValue() : null, 0);
			int digits = Objects
				.requireNonNullElse((column.getScale() != null) ? column.getScale() : column.getTemporalPrecision(), 0);
			return new StoredForm(column.getJdbcMapping().getJdbcType().getDefaultSqlTypeCode(), length, digits, true);
		}

		@Override
		public KeyComparison comparison(SelectableMapping column) {
			return column.getSelectionExpression().equals("loose") ? KeyComparison.LOOSE : KeyComparison.EXACT;
		}

	}

	/**
	 * Fails a test that asks for a database.
	 */
	private static final class NoConnections implements ConnectionProvider {

		@Override
		public Connection getConnection() {
			throw new IllegalStateException("There is no database.");
		}

		@Override
		public void closeConnection(Connection connection) {
			throw new IllegalStateException("There is no database.");
		}

		@Override
		public boolean supportsAggressiveRelease() {
			return false;
		}

		@Override
		public boolean isUnwrappableAs(Class<?> type) {
			return false;
		}

		@Override
		public <T> T unwrap(Class<T> type) {
			throw new IllegalStateException("There is no database.");
		}

	}

}
