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
 * The user that is referred to must have one of the given roles; null is valid.
 */
@Documented
@Constraint(validatedBy = WithRoleValidator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface WithRole {

	/**
	 * The roles.
	 * @return any of which will do
	 */
	Role[] value();

	/**
	 * The message.
	 * @return what the constraint takes
	 */
	String message() default "must be a user with one of the roles {value}";

	/**
	 * The validation groups.
	 * @return none by default
	 */
	Class<?>[] groups() default {};

	/**
	 * The payload.
	 * @return none by default
	 */
	Class<? extends Payload>[] payload() default {};

}
