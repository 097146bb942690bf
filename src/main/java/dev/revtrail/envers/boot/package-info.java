/**
 * Puts the engine together: Spring Boot's auto-configuration, Hibernate's extension
 * points and the analyses of start-up failures.
 */
@NullMarked
package dev.revtrail.envers.boot;

import org.jspecify.annotations.NullMarked;
