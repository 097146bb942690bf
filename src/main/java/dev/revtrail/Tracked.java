package dev.revtrail;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes an {@code @Audited} entity to the change log: the name of its record type,
 * and the paths from a record to the patient and the organization that it belongs to.
 * <p>
 * An audited entity without this annotation is tracked all the same, under the
 * upper-snake form of its entity name ({@code BillingItem} becomes {@code BILLING_ITEM}).
 * <p>
 * A path is a chain of persistent attributes, such as {@code "group.patient"}. It ends at
 * a reference, whose id is taken, or at a basic attribute. Instead, it may call one
 * method of the entity without parameters, written {@code "asPatient()"}, which returns
 * the id or null and must not touch lazily loaded state. A path that contains null has no
 * result. A path that does not exist stops the start-up.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Tracked {

	/**
	 * The record type's name in upper-snake form; empty for the one derived from the
	 * entity's name.
	 * @return the name, or an empty string
	 */
	String name() default "";

	/**
	 * The names in upper-snake form that the record type had before it was renamed.
	 * Earlier entries keep them, and are found under the current name. No other type may
	 * currently have one of these names.
	 * @return the former names
	 */
	String[] formerly() default {};

	/**
	 * The path from a record to its patient; empty if it belongs to none.
	 * @return the path, or an empty string
	 */
	String patient() default "";

	/**
	 * The path from a record to its organization; empty if it belongs to none.
	 * @return the path, or an empty string
	 */
	String organization() default "";

	/**
	 * The fields which together, in this order and with spaces between, are what people
	 * call a record: {@code { "firstName", "lastName" }}. Each is an audited attribute
	 * with one value that is no reference and not masked; one inside of an embeddable is
	 * dotted. Any other stops the start-up. Where a query asks for labels, references to
	 * the record carry it as it was at their revision.
	 * @return the fields; none for records without a label
	 */
	String[] label() default {};

	/**
	 * What to do about bulk statements on the entity's tables that the change log cannot
	 * see. The property {@code revtrail.bulk.record-types.<name>} outranks it. Where
	 * several entities share a table, the strictest of them counts.
	 * @return the mode; by default that of {@code revtrail.bulk.mode}
	 */
	BulkMode bulk() default BulkMode.DEFAULT;

}
