package dev.revtrail.envers.refactored.after;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class After {

}
