package dev.revtrail;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares the names of an attribute before it was renamed, so that earlier entries keep
 * their values and are found under its current name.
 * <p>
 * Values are read from the current column in the audit table, and if that has none, from
 * the column of the old name if it still exists.
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface Formerly {

	/**
	 * The attribute's former names, which no other attribute of the class may have today.
	 * @return the names
	 */
	String[] value();

}
