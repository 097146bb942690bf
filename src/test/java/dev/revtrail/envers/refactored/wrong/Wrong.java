package dev.revtrail.envers.refactored.wrong;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Wrong {

}
