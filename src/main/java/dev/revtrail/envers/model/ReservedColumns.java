package dev.revtrail.envers.model;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import dev.revtrail.envers.InvalidTrackingException;
import org.hibernate.boot.Metadata;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.envers.configuration.Configuration;
import org.hibernate.envers.strategy.AuditStrategy;
import org.hibernate.envers.strategy.internal.ValidityAuditStrategy;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.RootClass;

/**
 * The columns that each audit table has of its own. Hibernate stops the start-up where an
 * audited attribute has such a column too, and names the audit entity only.
 */
public final class ReservedColumns {

	private final EnversService envers;

	private final Set<String> names = new HashSet<>();

	public ReservedColumns(EnversService envers, AuditStrategy strategy) {
		this.envers = envers;
		Configuration configuration = envers.getConfig();
		this.names.add(configuration.getRevisionFieldName().toLowerCase(Locale.ROOT));
		this.names.add(configuration.getRevisionTypePropertyName().toLowerCase(Locale.ROOT));
		if (strategy instanceof ValidityAuditStrategy) {
			this.names.add(configuration.getRevisionEndFieldName().toLowerCase(Locale.ROOT));
		}
	}

	/**
	 * Checks that no audited attribute has such a column.
	 * @param metadata the mappings of the application
	 * @throws InvalidTrackingException if any has one
	 */
	public void check(Metadata metadata) {
		TrackingProblems problems = new TrackingProblems();
		for (PersistentClass entity : metadata.getEntityBindings()) {
			if (this.envers.getEntitiesConfigurations().isVersioned(entity.getEntityName())) {
				Set<String> audited = new HashSet<>();
				this.envers.getEntitiesConfigurations()
					.get(entity.getEntityName())
					.getPropertyMapper()
					.getProperties()
					.keySet()
					.forEach((property) -> audited.add(property.getName()));
				entity.getProperties()
					.stream()
					.filter((property) -> audited.contains(property.getName()))
					.forEach((property) -> check(entity, property, problems));
				if (entity instanceof RootClass && entity.getIdentifierProperty() != null) {
					check(entity, entity.getIdentifierProperty(), problems);
				}
			}
		}
		problems.requireNone();
	}

	private void check(PersistentClass entity, Property property, TrackingProblems problems) {
		for (Column column : property.getColumns()) {
			if (this.names.contains(column.getName().toLowerCase(Locale.ROOT))) {
				problems.add(
						"The attribute '" + property.getName() + "' of " + entity.getClassName() + " has the column "
								+ column.getName() + ", which every audit table has of its own.",
						"Give the attribute another column by @Column(name = \"…\"), or leave it unaudited by "
								+ "@NotAudited.");
			}
		}
	}

}
