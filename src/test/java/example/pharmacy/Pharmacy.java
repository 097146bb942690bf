package example.pharmacy;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import(BulkWork.class)
public class Pharmacy {

}
