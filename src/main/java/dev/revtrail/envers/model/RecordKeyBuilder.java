package dev.revtrail.envers.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.revtrail.envers.model.RecordKey.IdPart;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.NonAggregatedIdentifierMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.BasicType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads from Hibernate's mapping how an entity's id is put together, and where Envers
 * keeps its parts: each attribute, those of nested embeddables too, in a property of its
 * name, and a reference as a reference.
 */
final class RecordKeyBuilder {

	private final Map<String, ? extends Type> auditTypes;

	private final String prefix;

	private final ColumnForms columns;

	private final List<IdPart> parts = new ArrayList<>();

	private final Map<String, IdShape> references = new LinkedHashMap<>();

	private RecordKeyBuilder(Map<String, ? extends Type> auditTypes, String prefix, ColumnForms columns) {
		this.auditTypes = auditTypes;
		this.prefix = prefix;
		this.columns = columns;
	}

	/**
	 * Reads how an entity's id is spelled.
	 * @param entity the entity, audited or not
	 * @param auditTypes the types of the properties that Envers keeps the id in
	 * @param prefix what stands before the names of these properties
	 * @param columns the columns of the host's tables
	 * @return the key; null where Envers does not keep the whole id
	 */
	static @Nullable RecordKey key(EntityPersister entity, Map<String, ? extends Type> auditTypes, String prefix,
			ColumnForms columns) {
		RecordKeyBuilder builder = new RecordKeyBuilder(auditTypes, prefix, columns);
		IdShape shape = builder.id(entity.getIdentifierMapping(), null, "");
		builder.parts.sort(Comparator.comparing(IdPart::name));
		boolean kept = builder.parts.stream().allMatch((part) -> auditTypes.containsKey(prefix + part.property()));
		return kept ? new RecordKey(shape, List.copyOf(builder.parts), builder.references) : null;
	}

	/** The id of an entity; inside of another id that of the record in a property. */
	private IdShape id(EntityIdentifierMapping id, @Nullable String property, String below) {
		if (id instanceof NonAggregatedIdentifierMapping several) {
			EmbeddableMappingType held = (several.getIdClassEmbeddable() != null) ? several.getIdClassEmbeddable()
					: several.getVirtualIdEmbeddable();
			return composite(several.getVirtualIdEmbeddable(), held, property, below);
		}
		String name = id.getAttributeName();
		if (id instanceof EmbeddableValuedModelPart embedded) {
			EmbeddableMappingType type = embedded.getEmbeddableTypeDescriptor();
			return composite(type, type, property, below + "." + name);
		}
		return value((BasicValuedModelPart) id, (property != null) ? property : name,
				(property != null) ? below + "." + name : "");
	}

	private IdShape composite(EmbeddableMappingType mapped, EmbeddableMappingType held, @Nullable String property,
			String below) {
		Map<Integer, IdShape> attributes = new LinkedHashMap<>();
		for (int i = 0; i < mapped.getNumberOfAttributeMappings(); i++) {
			AttributeMapping attribute = mapped.getAttributeMapping(i);
			AttributeMapping holder = Objects.requireNonNull(held.findAttributeMapping(attribute.getAttributeName()));
			attributes.put(holder.getStateArrayPosition(), attribute(attribute, holder, property, below));
		}
		return new IdShape.Composite(held, attributes);
	}

	private IdShape attribute(AttributeMapping attribute, ModelPart holder, @Nullable String property, String below) {
		String name = attribute.getAttributeName();
		String inside = (property != null) ? below + "." + name : "";
		if (attribute instanceof ToOneAttributeMapping reference) {
			EntityPersister target = reference.getEntityMappingType().getEntityPersister();
			IdShape id = id(target.getIdentifierMapping(), (property != null) ? property : name, inside);
			if (property == null) {
				this.references.put(name, new IdShape.Reference(target, id, false));
			}
			return new IdShape.Reference(target, id, !(holder instanceof ToOneAttributeMapping));
		}
		if (attribute instanceof EmbeddableValuedModelPart nested) {
			EmbeddableMappingType type = nested.getEmbeddableTypeDescriptor();
			return composite(type, type, property, inside);
		}
		return value((BasicValuedModelPart) attribute, (property != null) ? property : name, inside);
	}

	private IdShape value(BasicValuedModelPart value, String property, String below) {
		BasicType<?> type = (below.isEmpty()
				&& this.auditTypes.get(this.prefix + property) instanceof BasicType<?> kept) ? kept
						: (BasicType<?>) value.getJdbcMapping();
		IdPart part = new IdPart(property, below, type,
				(type.getJavaType() == String.class && type.getValueConverter() == null)
						? this.columns.comparison(value) : KeyComparison.EXACT);
		this.parts.add(part);
		return new IdShape.Value(part.name());
	}

}
