package dev.revtrail.envers.refactored.before;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Before {

}
