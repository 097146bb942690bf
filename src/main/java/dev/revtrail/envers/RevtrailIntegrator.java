package dev.revtrail.envers;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionListener;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.integrator.spi.Integrator;

/**
 * Connects a session factory to its {@link Capture}, which comes with its settings. One
 * without that setting is left alone.
 */
public final class RevtrailIntegrator implements Integrator {

	private static final Log logger = LogFactory.getLog(RevtrailIntegrator.class);

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		Object setting = sessionFactory.getServiceRegistry()
			.requireService(ConfigurationService.class)
			.getSettings()
			.get(Capture.SETTING);
		if (!(setting instanceof Capture capture)) {
			return;
		}
		EnversService envers = sessionFactory.getServiceRegistry().requireService(EnversService.class);
		if (!envers.isEnabled()) {
			throw new EnversSwitchedOffException();
		}
		requireSuitable(envers.getConfig());
		capture.connect(sessionFactory, envers);
		new AggregateColumns(metadata, envers).readPlainly();
		AuditSchema schema = new AuditSchema(metadata, sessionFactory, envers, capture.schema().platform());
		schema.prepare(capture.schema().auditTables());
		sessionFactory.getEventListenerRegistry()
			.prependListeners(EventType.PERSIST, new RevisionPersistListener(capture));
		sessionFactory.getEventListenerRegistry()
			.appendListeners(EventType.CLEAR, (event) -> capture.cleared(event.getSession()));
		sessionFactory.addObserver(new SessionFactoryObserver() {

			@Override
			public void sessionFactoryCreated(SessionFactory factory) {
				schema.check(capture.schema().auditTables());
				capture.start(schema);
				new UnauditedAttributes(metadata, capture.model(), TrackedEnversService.inherited(envers)).lines()
					.forEach(logger::info);
				new SecretAttributes(capture.model()).warn();
				OnDeleteRules rules = new OnDeleteRules(metadata, sessionFactory, capture.model());
				rules.unrecorded()
					.forEach((attribute) -> logger.warn("When records are deleted, the database changes rows by the "
							+ "foreign key of " + attribute + " itself: the change log has no entry of that."));
				register(sessionFactory, capture, rules.rules());
			}

		});
	}

	/** With any other revision entity or listener changes would be lost in silence. */
	private static void requireSuitable(Configuration envers) {
		Class<?> entity = envers.getRevisionInfo().getRevisionInfoClass();
		if (!RevtrailRevision.class.isAssignableFrom(entity)) {
			throw new UnsuitableRevisionEntityException("Envers uses the revision entity " + entity.getName()
					+ ", which does not extend " + RevtrailRevision.class.getName() + ".");
		}
		RevisionEntity annotation = entity.getAnnotation(RevisionEntity.class);
		Class<?> listener = (envers.getRevisionListenerClass() != null) ? envers.getRevisionListenerClass()
				: (annotation != null) ? annotation.value() : RevisionListener.class;
		if (!RevtrailRevisionListener.class.isAssignableFrom(listener)) {
			throw new UnsuitableRevisionEntityException(
					"The revision entity " + entity.getName() + " has the revision listener " + listener.getName()
							+ ", which does not extend " + RevtrailRevisionListener.class.getName() + ".");
		}
	}

	/** Envers' listeners are there by now, whichever integrator comes first. */
	private static void register(SessionFactoryImplementor sessionFactory, Capture capture, List<OnDeleteRule> rules) {
		EnversStates enversStates = new EnversStates(capture);
		OnDeleteCascades cascades = new OnDeleteCascades(capture, enversStates, rules);
		capture.cascades(cascades);
		register(sessionFactory, new CaptureListener(capture, enversStates, cascades));
		registerStateless(sessionFactory, capture, new StatelessCapture(capture, enversStates));
		var listeners = sessionFactory.getEventListenerRegistry();
		listeners.prependListeners(EventType.POST_UPDATE, enversStates);
		listeners.prependListeners(EventType.POST_DELETE, enversStates);
		AttemptListener attempts = new AttemptListener(capture);
		prependBeforeWrites(listeners, attempts);
		listeners.prependListeners(EventType.POST_UPDATE, attempts);
		listeners.prependListeners(EventType.POST_DELETE, attempts);
		listeners.prependListeners(EventType.POST_UPSERT, attempts);
		prependBeforeWrites(listeners, new TransactionGuard(capture, cascades));
		FailedOperations.watch(listeners, capture);
		EnversCollections.leaveStatelessSessionsAlone(sessionFactory);
	}

	private static void register(SessionFactoryImplementor sessionFactory, CaptureListener listener) {
		var listeners = sessionFactory.getEventListenerRegistry();
		// Before Envers', so that the transaction is known before Envers' step is in it
		listeners.prependListeners(EventType.PRE_INSERT, listener);
		listeners.prependListeners(EventType.PRE_UPDATE, listener);
		listeners.prependListeners(EventType.PRE_DELETE, listener);
		listeners.prependListeners(EventType.PRE_COLLECTION_UPDATE, listener);
		listeners.prependListeners(EventType.PRE_COLLECTION_REMOVE, listener);
		listeners.prependListeners(EventType.PRE_COLLECTION_RECREATE, listener);
		listeners.prependListeners(EventType.POST_COLLECTION_RECREATE, listener);
		listeners.appendListeners(EventType.POST_INSERT, listener);
		listeners.appendListeners(EventType.POST_UPDATE, listener);
		listeners.appendListeners(EventType.POST_DELETE, listener);
	}

	/**
	 * Has a listener come first before all writes of rows, also of stateless sessions.
	 */
	private static <T extends PreInsertEventListener & PreUpdateEventListener & PreDeleteEventListener & PreUpsertEventListener> void prependBeforeWrites(
			EventListenerRegistry listeners, T listener) {
		listeners.prependListeners(EventType.PRE_INSERT, listener);
		listeners.prependListeners(EventType.PRE_UPDATE, listener);
		listeners.prependListeners(EventType.PRE_DELETE, listener);
		listeners.prependListeners(EventType.PRE_UPSERT, listener);
	}

	private static void registerStateless(SessionFactoryImplementor sessionFactory, Capture capture,
			StatelessCapture listener) {
		var listeners = sessionFactory.getEventListenerRegistry();
		prependBeforeWrites(listeners, listener);
		listeners.appendListeners(EventType.POST_INSERT, listener);
		listeners.appendListeners(EventType.POST_UPDATE, listener);
		listeners.appendListeners(EventType.POST_DELETE, listener);
		listeners.appendListeners(EventType.POST_UPSERT, listener);
		// Before Hibernate's, which run callbacks
		StatelessCollections collections = new StatelessCollections(capture);
		listeners.prependListeners(EventType.POST_INSERT, collections);
		listeners.prependListeners(EventType.POST_UPDATE, collections);
		listeners.prependListeners(EventType.POST_UPSERT, collections);
	}

}
