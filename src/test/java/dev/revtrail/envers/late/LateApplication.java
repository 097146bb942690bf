package dev.revtrail.envers.late;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application whose records change themselves by callbacks.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class LateApplication {

}
