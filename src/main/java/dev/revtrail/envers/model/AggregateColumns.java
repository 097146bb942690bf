package dev.revtrail.envers.model;

import java.util.List;

import org.hibernate.boot.Metadata;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/**
 * The columns of embeddables that the host keeps in one column, as JSON or a structure.
 * Envers gives each attribute a column of its own in the audit table, but has it read as
 * a part of the host's one column, which is not there; so neither Envers nor anybody else
 * could read the rows that it writes.
 */
public final class AggregateColumns {

	private final Metadata metadata;

	private final EnversService envers;

	public AggregateColumns(Metadata metadata, EnversService envers) {
		this.metadata = metadata;
		this.envers = envers;
	}

	/** Has the columns of the audit tables read as they are. */
	public void readPlainly() {
		for (PersistentClass entity : List.copyOf(this.metadata.getEntityBindings())) {
			if (this.envers.getEntitiesConfigurations().isVersioned(entity.getEntityName())) {
				PersistentClass audit = this.metadata
					.getEntityBinding(this.envers.getConfig().getAuditEntityName(entity.getEntityName()));
				readPlainly(entity.getProperties(), "", false, audit);
			}
		}
	}

	private static void readPlainly(List<Property> properties, String prefix, boolean aggregate,
			PersistentClass audit) {
		for (Property property : properties) {
			String name = prefix + property.getName();
			if (property.getValue() instanceof Component component) {
				readPlainly(component.getProperties(), name + "_", aggregate || component.getAggregateColumn() != null,
						audit);
			}
			else if (aggregate && audit.hasProperty(name)) {
				for (Column column : audit.getProperty(name).getColumns()) {
					column.setCustomRead(null);
					column.setCustomWrite(null);
				}
			}
		}
	}

}
