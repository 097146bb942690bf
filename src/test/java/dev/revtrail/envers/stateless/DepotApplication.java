package dev.revtrail.envers.stateless;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application that changes its records by stateless sessions.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class DepotApplication {

}
