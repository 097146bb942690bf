package dev.revtrail.envers;

import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.event.spi.EventType;
import org.hibernate.integrator.spi.Integrator;

/**
 * Connects a session factory to its {@link Capture}, which comes with its settings. One
 * without that setting is left alone.
 */
public final class RevtrailIntegrator implements Integrator {

	@Override
	public void integrate(Metadata metadata, BootstrapContext bootstrapContext,
			SessionFactoryImplementor sessionFactory) {
		Object setting = sessionFactory.getServiceRegistry()
			.requireService(ConfigurationService.class)
			.getSettings()
			.get(Capture.SETTING);
		EnversService envers = sessionFactory.getServiceRegistry().getService(EnversService.class);
		if (!(setting instanceof Capture capture) || envers == null || !envers.isEnabled()) {
			return;
		}
		Class<?> revisionClass = envers.getConfig().getRevisionInfo().getRevisionInfoClass();
		if (!RevtrailRevision.class.isAssignableFrom(revisionClass)) {
			throw new UnsuitableRevisionEntityException(revisionClass.getName());
		}
		capture.connect(sessionFactory, envers);
		new AuditSchema(metadata, sessionFactory, envers).prepare(capture.auditTables());
		register(sessionFactory, new CaptureListener(capture));
		sessionFactory.addObserver(new SessionFactoryObserver() {

			@Override
			public void sessionFactoryCreated(SessionFactory factory) {
				capture.start();
			}

		});
	}

	private static void register(SessionFactoryImplementor sessionFactory, CaptureListener listener) {
		var listeners = sessionFactory.getEventListenerRegistry();
		listeners.appendListeners(EventType.PRE_INSERT, listener);
		listeners.appendListeners(EventType.POST_INSERT, listener);
		listeners.appendListeners(EventType.PRE_UPDATE, listener);
		listeners.appendListeners(EventType.POST_UPDATE, listener);
		listeners.appendListeners(EventType.POST_DELETE, listener);
		listeners.appendListeners(EventType.PRE_COLLECTION_UPDATE, listener);
		listeners.appendListeners(EventType.PRE_COLLECTION_REMOVE, listener);
		listeners.appendListeners(EventType.POST_COLLECTION_RECREATE, listener);
	}

}
