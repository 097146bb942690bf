package dev.revtrail.envers;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.revtrail.OrganizationTree;
import dev.revtrail.context.ChangeContext;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.internal.synchronization.AuditProcess;
import org.jspecify.annotations.Nullable;

/**
 * Capture for one session factory. Keeps what each open transaction has changed, has the
 * revision attributed at its first change, and writes the entries once Envers has written
 * its rows.
 */
final class Capture {

	/** The setting that hands the capture to the session factory it belongs to. */
	static final String SETTING = "dev.revtrail.envers.capture";

	private final Map<Transaction, TransactionChanges> open = new ConcurrentHashMap<>();

	private final Supplier<ChangeContext> context;

	private final Supplier<Clock> clock;

	private final Supplier<OrganizationTree> organizations;

	private final AuditTablesMode auditTables;

	private @Nullable SessionFactoryImplementor sessionFactory;

	private @Nullable EnversService envers;

	private @Nullable TrackedModel model;

	private @Nullable EntryWriter writer;

	Capture(Supplier<ChangeContext> context, Supplier<Clock> clock, Supplier<OrganizationTree> organizations,
			AuditTablesMode auditTables) {
		this.context = context;
		this.clock = clock;
		this.organizations = organizations;
		this.auditTables = auditTables;
	}

	void connect(SessionFactoryImplementor sessionFactory, EnversService envers) {
		this.sessionFactory = sessionFactory;
		this.envers = envers;
	}

	/** Called once the session factory knows its mappings, before its first session. */
	void start() {
		this.model = new TrackedModelBuilder(sessionFactory(), envers()).build();
		this.writer = new EntryWriter(sessionFactory(), envers().getConfig(), this.organizations);
	}

	AuditTablesMode auditTables() {
		return this.auditTables;
	}

	SessionFactoryImplementor sessionFactory() {
		return Objects.requireNonNull(this.sessionFactory,
				"No entity manager factory is tracked: there is none, there are several and none of them is primary "
						+ "(set revtrail.entity-manager-factory to the bean name of one), or Envers is switched off in it.");
	}

	EnversService envers() {
		return Objects.requireNonNull(this.envers, "The session factory has not been built yet.");
	}

	TrackedModel model() {
		return Objects.requireNonNull(this.model, "The session factory has not been built yet.");
	}

	/** What the session's transaction has changed so far. */
	TransactionChanges changes(SharedSessionContractImplementor session) {
		Transaction transaction = session.accessTransaction();
		TransactionChanges changes = this.open.get(transaction);
		if (changes == null) {
			changes = new TransactionChanges();
			this.open.put(transaction, changes);
			register(session, transaction, changes);
		}
		return changes;
	}

	private void register(SharedSessionContractImplementor session, Transaction transaction,
			TransactionChanges changes) {
		// Asking Envers for its process registers its own step, so that ours comes after
		AuditProcess process = envers().getAuditProcessManager().get(session);
		attribute((RevtrailRevision) process.getCurrentRevisionData(session, false));
		var callbacks = session.getTransactionCompletionCallbacks();
		callbacks.registerCallback((SharedSessionContractImplementor completing) -> {
			if (completing.getTransactionCoordinator().isActive()) {
				RevtrailRevision revision = (RevtrailRevision) process.getCurrentRevisionData(completing, false);
				if (!revision.changes().isEmpty()) {
					Objects.requireNonNull(this.writer).write(completing, revision, changes);
					revision.changes().clear();
				}
			}
		});
		callbacks.registerCallback(
				(boolean success, SharedSessionContractImplementor completed) -> this.open.remove(transaction));
	}

	/** Says on the revision who is at work, unless that has been said. */
	void attribute(RevtrailRevision revision) {
		if (!revision.isAttributed()) {
			revision.attribute(this.context.get().current());
		}
	}

	Clock clock() {
		return this.clock.get();
	}

}
