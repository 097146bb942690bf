package dev.revtrail.envers.matrix.tenants;

import java.util.ArrayList;
import java.util.List;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.PostUpdate;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * An application with tenants.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Depots {

	/** The tenant of a thread's next session; null where the session itself must say. */
	static final ThreadLocal<@Nullable String> TENANT = ThreadLocal.withInitial(() -> "readers");

	@Bean
	HibernatePropertiesCustomizer tenants() {
		return (properties) -> properties.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
				new CurrentTenantIdentifierResolver<String>() {

					@Override
					public @Nullable String resolveCurrentTenantIdentifier() {
						return TENANT.get();
					}

					@Override
					public boolean validateExistingCurrentSessions() {
						return true;
					}

				});
	}

	@Entity
	@Audited
	static class Depot {

		@Id
		long id;

		@TenantId
		@Nullable String tenant;

		@Nullable String name;

		@Nullable String stamp;

		@ElementCollection
		@OnDelete(action = OnDeleteAction.CASCADE)
		List<String> gates = new ArrayList<>();

		static Depot of(long id, String name) {
			Depot depot = new Depot();
			depot.id = id;
			depot.name = name;
			depot.gates.add("north");
			return depot;
		}

		@PostUpdate
		void stamp() {
			this.stamp = "changed to " + this.name;
		}

	}

	@Entity
	@Audited
	static class Bay {

		@Id
		long id;

		@TenantId
		@Nullable String tenant;

		@ManyToOne
		@OnDelete(action = OnDeleteAction.CASCADE)
		@Nullable Depot depot;

	}

}
