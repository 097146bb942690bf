package dev.revtrail.envers.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Finds an attribute's field, getter or record component, which may be private, and what
 * is annotated there.
 */
final class Attributes {

	private Attributes() {
	}

	/** The annotations of a kind on an attribute, wherever they stand. */
	static <A extends Annotation> List<A> annotations(@Nullable Class<?> owner, String attribute, Class<A> type) {
		return members(owner, attribute).map((member) -> member.getAnnotation(type)).filter(Objects::nonNull).toList();
	}

	/** An attribute's type; null where there is no such attribute. */
	static @Nullable Class<?> typeOf(@Nullable Class<?> owner, String attribute) {
		return members(owner, attribute)
			.<@Nullable Class<?>>map(
					(member) -> (member instanceof Field field) ? field.getType() : ((Method) member).getReturnType())
			.findFirst()
			.orElse(null);
	}

	/**
	 * Finds the class that declares an attribute; null where there is no such attribute.
	 */
	static @Nullable Class<?> declaringClass(@Nullable Class<?> owner, String attribute) {
		return members(owner, attribute).<@Nullable Class<?>>map((member) -> ((Member) member).getDeclaringClass())
			.findFirst()
			.orElse(null);
	}

	private static Stream<AnnotatedElement> members(@Nullable Class<?> owner, String attribute) {
		if (owner == null) {
			return Stream.empty();
		}
		String capitalized = StringUtils.capitalize(attribute);
		return Stream
			.<@Nullable AnnotatedElement>of(ReflectionUtils.findField(owner, attribute),
					ReflectionUtils.findMethod(owner, "get" + capitalized),
					ReflectionUtils.findMethod(owner, "is" + capitalized))
			.filter(Objects::nonNull);
	}

}
