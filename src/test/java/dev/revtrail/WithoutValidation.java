package dev.revtrail;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.test.context.TestPropertySource;

/**
 * Has Hibernate check for nulls itself, as it does in applications without a Bean
 * Validation provider. All tests have one on their class path, which switches the check
 * off.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(properties = { "spring.jpa.properties.jakarta.persistence.validation.mode=none",
		"spring.jpa.properties.hibernate.check_nullability=true" })
public @interface WithoutValidation {

}
