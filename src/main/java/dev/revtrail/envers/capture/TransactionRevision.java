package dev.revtrail.envers.capture;

import java.util.Objects;

import dev.revtrail.envers.AuditedChange;
import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.model.SideSession;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.internal.synchronization.AuditProcess;

/**
 * The transaction's one revision, for those who need its number.
 */
public final class TransactionRevision {

	private final SharedSessionContractImplementor session;

	private final AuditProcess process;

	public TransactionRevision(SharedSessionContractImplementor session, AuditProcess process) {
		this.session = session;
		this.process = process;
	}

	public RevtrailRevision revision() {
		return (RevtrailRevision) this.process.getCurrentRevisionData(this.session, false);
	}

	/** The revision's number; inserts the revision unless Envers has. */
	public long number() {
		RevtrailRevision revision = revision();
		if (revision.getId() == null) {
			insert();
		}
		return Objects.requireNonNull(revision.getId());
	}

	/** Where Envers would take another session, so does this. */
	private void insert() {
		if (this.session instanceof SessionImplementor stateful
				&& (stateful.isClosed() || stateful.getHibernateFlushMode() == FlushMode.MANUAL)) {
			insertInSecondSession();
			return;
		}
		this.process.getCurrentRevisionData(this.session, true);
		if (this.session instanceof SessionImplementor) {
			this.session.flush();
		}
	}

	/** Inserts the revision unless it is there, without a flush of the host's session. */
	void insertWithoutFlush() {
		if (revision().getId() == null) {
			insertInSecondSession();
		}
	}

	private void insertInSecondSession() {
		SideSession.in(this.session,
				(side) -> this.process.getCurrentRevisionData((SharedSessionContractImplementor) side, true));
	}

	public void add(AuditedChange change) {
		revision().changes().add(change);
	}

}
