package dev.clinic.people;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.clinic.record.Role;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;

/**
 * Requires that the referenced user has one of the given roles; null is valid.
 */
@Documented
@Constraint(validatedBy = WithRoleValidator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithRole {

	/**
	 * Returns the accepted roles.
	 * @return the roles
	 */
	Role[] value();

	/**
	 * Returns the message.
	 * @return the message of a violation
	 */
	String message() default "must be a user with one of the roles {value}";

	/**
	 * Returns the validation groups.
	 * @return none by default
	 */
	Class<?>[] groups() default {};

	/**
	 * Returns the payload.
	 * @return none by default
	 */
	Class<? extends Payload>[] payload() default {};

}
