package dev.revtrail.envers.log;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test after which some entry keeps another old value than the audit row before has, as
 * rows were changed behind the library's back. {@link KeptValuesCheck} fails where none
 * does.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RowBeforeDiffers {

	/**
	 * Why it differs.
	 * @return the reason
	 */
	String value();

}
