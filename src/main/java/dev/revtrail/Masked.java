package dev.revtrail;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an attribute whose values the change log does not show. A change of it is
 * reported as {@link FieldChange.Hidden}, which says nothing about the values, neither
 * their length nor a digest. The library keeps its values in no entry and names them in
 * no log; Envers' audit table holds them as the record's own table does.
 * <p>
 * On an embedded attribute or a collection, it masks the whole content; on a part of a
 * collection's elements, the collection. The property {@code revtrail.mask} masks without
 * an annotation.
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface Masked {

	/**
	 * The authority of callers to whom the values may be revealed on request, which is
	 * recorded; empty if no caller may.
	 * @return the authority's name, or an empty string
	 */
	String reveal() default "";

}
