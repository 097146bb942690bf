package dev.revtrail;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Records calls of a method of a Spring bean as reads of protected records. The record is
 * the method's return value, which is a tracked record, or an {@code Optional} or an
 * {@code Iterable} of tracked records; or {@link #type()} and {@link #id()} name it.
 * <p>
 * The event is written after the method has returned, in a transaction of its own, before
 * its caller receives the result. If it cannot be written, the call fails, unless the
 * property {@code revtrail.events.on-failure} has its type go on. A call that throws, or
 * finds nothing, is not recorded.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Accessed {

	/**
	 * The action that reads the record: {@code VIEW}, {@code PRINT}, {@code EXPORT},
	 * {@code DOWNLOAD} or the name of an {@link EventType} of the host's.
	 * @return the name
	 */
	String action() default "VIEW";

	/**
	 * The record type's name; empty if the method returns records.
	 * @return the name, or an empty string
	 */
	String type() default "";

	/**
	 * The record's id, as an expression of the Spring Expression Language over the
	 * method's parameters and {@code #result}: {@code #id}, {@code #result.patientId}.
	 * Empty if the method returns records.
	 * @return the expression, or an empty string
	 */
	String id() default "";

	/**
	 * What the record is read for, as an expression like {@link #id()}; empty for none.
	 * The event carries it as {@value Event#PURPOSE}, unless it yields null or a blank
	 * text.
	 * @return the expression, or an empty string
	 */
	String purpose() default "";

	/**
	 * Who receives the record, as an expression like {@link #id()}; empty for none. The
	 * event carries it as {@value Event#RECIPIENT}, unless it yields null or a blank
	 * text.
	 * @return the expression, or an empty string
	 */
	String recipient() default "";

}
