package dev.revtrail.envers;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import dev.revtrail.Masked;
import dev.revtrail.envers.TrackedEntity.OwnerPath;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Reads the paths of {@link dev.revtrail.Tracked}, and refuses those that lead nowhere.
 */
final class OwnerPaths {

	private final SessionFactoryImplementor sessionFactory;

	private final Function<EntityPersister, @Nullable String> recordType;

	OwnerPaths(SessionFactoryImplementor sessionFactory, Function<EntityPersister, @Nullable String> recordType) {
		this.sessionFactory = sessionFactory;
		this.recordType = recordType;
	}

	@Nullable OwnerPath path(EntityPersister persister, String what, String text) {
		if (text.isEmpty()) {
			return null;
		}
		if (text.endsWith("()")) {
			return new OwnerPath(text, method(persister, what, text), List.of(), this.recordType.apply(persister));
		}
		List<String> attributes = Arrays.asList(text.split("\\.", -1));
		EntityPersister current = persister;
		String target = null;
		for (int i = 0; i < attributes.size(); i++) {
			Type type = type(current, attributes.get(i), persister, what, text);
			if (!Attributes.annotations(current.getMappedClass(), attributes.get(i), Masked.class).isEmpty()) {
				throw nowhere(persister, what, text,
						"'" + attributes.get(i) + "' is masked, but an entry would tell it");
			}
			if (type instanceof EntityType reference) {
				current = this.sessionFactory.getMappingMetamodel()
					.getEntityDescriptor(reference.getAssociatedEntityName());
				target = this.recordType.apply(current);
			}
			else if (i == attributes.size() - 1 && !(type instanceof CollectionType)) {
				boolean id = attributes.get(i).equals(current.getIdentifierPropertyName());
				target = id ? this.recordType.apply(current) : null;
			}
			else {
				throw nowhere(persister, what, text, "'" + attributes.get(i) + "' is no reference to one record");
			}
		}
		return new OwnerPath(text, null, attributes, target);
	}

	private Method method(EntityPersister persister, String what, String text) {
		Method method = ReflectionUtils.findMethod(persister.getMappedClass(), text.substring(0, text.length() - 2));
		if (method == null) {
			throw nowhere(persister, what, text, "there is no such method without parameters");
		}
		ReflectionUtils.makeAccessible(method);
		return method;
	}

	private static Type type(EntityPersister current, String attribute, EntityPersister persister, String what,
			String text) {
		if (attribute.equals(current.getIdentifierPropertyName())) {
			return current.getIdentifierType();
		}
		int index = Arrays.asList(current.getPropertyNames()).indexOf(attribute);
		if (index < 0) {
			throw nowhere(persister, what, text,
					"'" + current.getEntityName() + "' has no persistent attribute '" + attribute + "'");
		}
		return current.getPropertyTypes()[index];
	}

	private static InvalidTrackingException nowhere(EntityPersister persister, String what, String text,
			String reason) {
		return new InvalidTrackingException("@Tracked(" + what + " = \"" + text + "\") on "
				+ persister.getMappedClass().getName() + " leads nowhere: " + reason + ".");
	}

}
