package dev.revtrail.envers;

import java.util.HashMap;
import java.util.Map;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.internal.util.config.ConfigurationHelper;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Gives a tracked session factory its Envers service. Other session factories keep
 * Envers' own. A provided service takes precedence over Envers' initiator, whichever of
 * the two contributors comes first on the class path.
 */
public final class TrackedEnversContributor implements ServiceContributor {

	@Override
	public void contribute(StandardServiceRegistryBuilder builder) {
		if (builder.getSettings().get(Capture.SETTING) instanceof Capture capture) {
			// Hibernate configures only the services that it makes itself
			Map<String, Object> settings = new HashMap<>(builder.getSettings());
			ConfigurationHelper.resolvePlaceHolders(settings);
			TrackedEnversService service = new TrackedEnversService(capture);
			service.configure(settings);
			builder.addService(EnversService.class, service);
		}
	}

}
