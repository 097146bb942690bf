package dev.revtrail.envers.boot;

import java.util.HashMap;
import java.util.Map;

import dev.revtrail.envers.bulk.RecordingPersisters;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.internal.util.config.ConfigurationHelper;
import org.hibernate.persister.internal.PersisterClassResolverInitiator;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Gives a tracked session factory its Envers service, and persisters whose bulk
 * statements can be recorded unless the host has its own. Other session factories keep
 * theirs. A provided service takes precedence over an initiator, whichever of the
 * contributors comes first on the class path.
 */
public final class TrackedEnversContributor implements ServiceContributor {

	@Override
	public void contribute(StandardServiceRegistryBuilder builder) {
		if (builder.getSettings().get(Tracking.SETTING) instanceof Tracking tracking) {
			// Hibernate configures only the services that it makes itself
			Map<String, Object> settings = new HashMap<>(builder.getSettings());
			ConfigurationHelper.resolvePlaceHolders(settings);
			TrackedEnversService service = new TrackedEnversService(tracking);
			service.configure(settings);
			builder.addService(EnversService.class, service);
			if (!settings.containsKey(PersisterClassResolverInitiator.IMPL_NAME)) {
				builder.addService(PersisterClassResolver.class, new RecordingPersisters(tracking.bulkRules()));
			}
		}
	}

}
