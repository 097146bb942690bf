package dev.revtrail.envers.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.revtrail.envers.model.InheritedAudit;
import org.hibernate.boot.Metadata;
import org.hibernate.envers.boot.internal.EnversService;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;

/**
 * Recognizes what is missing in audit tables that exist already only because inherited
 * attributes are audited.
 */
final class InheritedDdl {

	private final Metadata metadata;

	private final EnversService envers;

	private final InheritedAudit inherited;

	/** By words that a command contains: a table, and a column unless it is created. */
	private final List<Set<String>> wanted = new ArrayList<>();

	InheritedDdl(Metadata metadata, EnversService envers, InheritedAudit inherited) {
		this.metadata = metadata;
		this.envers = envers;
		this.inherited = inherited;
	}

	/** Returns whether any of the commands is about an inherited attribute. */
	boolean isAmong(List<String> commands) {
		List<Set<String>> heads = commands.stream().map(InheritedDdl::words).toList();
		for (PersistentClass entity : this.metadata.getEntityBindings()) {
			if (this.envers.getEntitiesConfigurations().isVersioned(entity.getEntityName())) {
				PersistentClass audit = audit(this.envers.getConfig().getAuditEntityName(entity.getEntityName()));
				if (heads.stream().noneMatch((head) -> head.containsAll(creation(audit)))) {
					collect(entity, audit, entity.getMappedClass(), entity.getProperties(), "", false);
				}
			}
		}
		return heads.stream().anyMatch((head) -> this.wanted.stream().anyMatch(head::containsAll));
	}

	private void collect(PersistentClass entity, PersistentClass audit, Class<?> owner, List<Property> properties,
			String prefix, boolean all) {
		for (Property property : properties) {
			String name = prefix + property.getName();
			boolean added = all || this.inherited.isAdded(owner, property.getName());
			if (property.getValue() instanceof Component component) {
				collect(entity, audit, component.getComponentClass(), component.getProperties(), name + "_", added);
			}
			else if (added && property.getValue() instanceof Collection) {
				var relation = this.envers.getEntitiesConfigurations()
					.getRelationDescription(entity.getEntityName(), name);
				var component = this.envers.getEntitiesConfigurations()
					.getComponentDescription(entity.getEntityName(), name);
				String middle = (relation != null) ? relation.getAuditMiddleEntityName()
						: (component != null) ? component.getAuditMiddleEntityName() : null;
				if (middle != null) {
					this.wanted.add(creation(audit(middle)));
				}
			}
			else if (added) {
				audit.getProperties()
					.stream()
					.filter((column) -> column.getName().equals(name) || column.getName().startsWith(name + "_"))
					.flatMap((column) -> column.getColumns().stream())
					.forEach((column) -> this.wanted
						.add(lower("alter", column.getValue().getTable().getName(), column.getName())));
			}
		}
	}

	private PersistentClass audit(String entityName) {
		return this.metadata.getEntityBinding(entityName);
	}

	private static Set<String> creation(PersistentClass audit) {
		return lower("create", "table", audit.getTable().getName());
	}

	private static Set<String> lower(String... words) {
		return Arrays.stream(words).map((word) -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
	}

	/** The words of a command; of a created table, those before its columns. */
	private static Set<String> words(String command) {
		String head = command.stripLeading().toLowerCase(Locale.ROOT);
		head = head.startsWith("create") ? head.split("\\(", 2)[0] : head;
		return new HashSet<>(List.of(head.split("[\\s\"`\\[\\].(),]+")));
	}

}
