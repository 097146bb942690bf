package dev.revtrail.envers.archive;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class Archive {

}
