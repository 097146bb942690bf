package dev.revtrail;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what an attribute was called before it was renamed, so that entries from before
 * keep their values and are found under its name of today.
 * <p>
 * Values are read from the column of today in the audit table, and where that holds none,
 * from the column of the old name if it still stands there.
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface Formerly {

	/**
	 * The attribute's former names, of which no other attribute of the class has one
	 * today.
	 * @return the names
	 */
	String[] value();

}
