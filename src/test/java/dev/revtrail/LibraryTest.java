package dev.revtrail;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of an application that has the library and nothing of the clinic: without a web
 * server, on an empty database, with the tables that Hibernate and the library make.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "spring.config.name=library", "spring.jpa.hibernate.ddl-auto=create",
				"spring.jpa.properties.hibernate.hbm2ddl.schema_filter_provider=dev.revtrail.NewTables",
				"spring.flyway.enabled=false", "revtrail.schema.initialize=always",
				"revtrail.events.failed-attempts=false" })
@ContextConfiguration(initializers = TestDatabase.class)
public @interface LibraryTest {

	/**
	 * The application.
	 * @return its configuration classes
	 */
	@AliasFor(annotation = SpringBootTest.class, attribute = "classes")
	Class<?>[] value();

}
