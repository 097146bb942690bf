package dev.revtrail.envers.model;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import dev.revtrail.envers.model.TrackedEntity.OwnerPath;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CollectionType;
import org.hibernate.type.EntityType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Reads the paths of {@link dev.revtrail.Tracked}, and finds those that lead nowhere.
 */
final class OwnerPaths {

	private static final String FORM = "A path of @Tracked is a chain of persistent attributes, each a reference to one "
			+ "record except the last, such as \"group.patient\", or one method of the entity without parameters, "
			+ "such as \"asPatient()\".";

	private final SessionFactoryImplementor sessionFactory;

	private final Function<EntityPersister, @Nullable String> recordType;

	private final MaskRules masks;

	private final TrackingProblems problems;

	OwnerPaths(SessionFactoryImplementor sessionFactory, Function<EntityPersister, @Nullable String> recordType,
			MaskRules masks, TrackingProblems problems) {
		this.sessionFactory = sessionFactory;
		this.recordType = recordType;
		this.masks = masks;
		this.problems = problems;
	}

	/**
	 * Reads a path.
	 * @param persister the entity that is annotated
	 * @param what the attribute of the annotation
	 * @param text the path
	 * @return the path; null where there is none, or a problem was added
	 */
	@Nullable OwnerPath path(EntityPersister persister, String what, String text) {
		if (text.isEmpty()) {
			return null;
		}
		Declared declared = new Declared(persister, what, text);
		if (text.endsWith("()")) {
			Method method = method(declared);
			return (method != null) ? new OwnerPath(text, method, List.of(), this.recordType.apply(persister)) : null;
		}
		List<String> attributes = Arrays.asList(text.split("\\.", -1));
		EntityPersister current = persister;
		String target = null;
		for (int i = 0; i < attributes.size(); i++) {
			String attribute = attributes.get(i);
			Type type = type(current, attribute);
			if (type == null) {
				addProblem(declared,
						"'" + current.getEntityName() + "' has no persistent attribute '" + attribute + "'", FORM);
				return null;
			}
			if (this.masks.hides(current, attribute)) {
				addProblem(declared, "'" + attribute + "' is masked, but an entry would show it",
						"Take a path without masked attributes.");
				return null;
			}
			if (type instanceof EntityType reference) {
				current = this.sessionFactory.getMappingMetamodel()
					.getEntityDescriptor(reference.getAssociatedEntityName());
				target = this.recordType.apply(current);
			}
			else if (i == attributes.size() - 1 && !(type instanceof CollectionType)) {
				boolean id = attribute.equals(current.getIdentifierPropertyName());
				target = id ? this.recordType.apply(current) : null;
			}
			else {
				addProblem(declared, "'" + attribute + "' does not refer to one record", FORM);
				return null;
			}
		}
		return new OwnerPath(text, null, attributes, target);
	}

	private @Nullable Method method(Declared declared) {
		String name = declared.text().substring(0, declared.text().length() - 2);
		Method method = ReflectionUtils.findMethod(declared.persister().getMappedClass(), name);
		if (method == null) {
			addProblem(declared, "there is no such method without parameters", FORM);
			return null;
		}
		ReflectionUtils.makeAccessible(method);
		return method;
	}

	private static @Nullable Type type(EntityPersister entity, String attribute) {
		if (attribute.equals(entity.getIdentifierPropertyName())) {
			return entity.getIdentifierType();
		}
		int index = Arrays.asList(entity.getPropertyNames()).indexOf(attribute);
		return (index < 0) ? null : entity.getPropertyTypes()[index];
	}

	private void addProblem(Declared path, String reason, String action) {
		this.problems.add("@Tracked(" + path.what() + " = \"" + path.text() + "\") on "
				+ path.persister().getMappedClass().getName() + " leads nowhere: " + reason + ".", action);
	}

	/**
	 * A path as it is declared.
	 *
	 * @param persister the entity that is annotated
	 * @param what the attribute of the annotation
	 * @param text the path
	 */
	private record Declared(EntityPersister persister, String what, String text) {

	}

}
