package example.library;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.data.envers.repository.config.EnableEnversRepositories;

/**
 * The application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableEnversRepositories
public class LibraryApplication {

}
