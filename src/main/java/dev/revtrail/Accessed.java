package dev.revtrail;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has calls of a method of a Spring bean recorded as reads of protected records. The
 * record is what the method returns: a tracked record, or an {@code Optional} or an
 * {@code Iterable} of such; or it is named by {@link #type()} and {@link #id()}.
 * <p>
 * The event is written when the method has returned, in a transaction of its own, before
 * its caller sees the result. Where it cannot be written, the call fails, unless the
 * property {@code revtrail.events.fail-closed} leaves its type out. A call that throws,
 * or finds nothing, is not recorded.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Accessed {

	/**
	 * What is done with the record: {@code VIEW}, {@code PRINT}, {@code EXPORT},
	 * {@code DOWNLOAD} or the name of an {@link EventType} of the host's.
	 * @return the name
	 */
	String action() default "VIEW";

	/**
	 * The record type's name; empty where the method returns records.
	 * @return the name, or an empty string
	 */
	String type() default "";

	/**
	 * The record's id, as an expression of the Spring Expression Language over the
	 * method's parameters and {@code #result}: {@code #id}, {@code #result.patientId}.
	 * Empty where the method returns records.
	 * @return the expression, or an empty string
	 */
	String id() default "";

}
