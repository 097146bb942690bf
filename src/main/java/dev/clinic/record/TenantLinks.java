package dev.clinic.record;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * The last line of defense against links from one organization's records to another's:
 * clients cannot even name such records, so a violation is a mistake of the application.
 */
final class TenantLinks {

	private static final Map<Class<?>, List<Field>> REFERENCES = new ConcurrentHashMap<>();

	private TenantLinks() {
	}

	/**
	 * Checks all loaded references, without loading any.
	 * @param record the record that is about to be written
	 * @throws IllegalStateException when it refers to a record of another organization
	 */
	static void requireWithin(ClinicRecord record) {
		if (!(record instanceof TenantRecord tenantRecord)) {
			return;
		}
		for (Field reference : REFERENCES.computeIfAbsent(Hibernate.getClass(record), TenantLinks::references)) {
			Object target = ReflectionUtils.getField(reference, record);
			if (isForeign(tenantRecord, target)) {
				throw new IllegalStateException("A record of organization '" + tenantRecord.getOrganizationId()
						+ "' refers by '" + reference.getName() + "' to a record of another organization.");
			}
		}
	}

	private static boolean isForeign(TenantRecord record, @Nullable Object target) {
		return target != null && Hibernate.isInitialized(target)
				&& Hibernate.unproxy(target) instanceof TenantRecord other
				&& !Objects.equals(other.getOrganizationId(), record.getOrganizationId());
	}

	private static List<Field> references(Class<?> type) {
		return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
			.flatMap((declaring) -> Stream.of(declaring.getDeclaredFields()))
			.filter((field) -> field.isAnnotationPresent(ManyToOne.class) || field.isAnnotationPresent(OneToOne.class))
			.map(TenantLinks::accessible)
			.toList();
	}

	private static Field accessible(Field field) {
		ReflectionUtils.makeAccessible(field);
		return field;
	}

}
