package dev.revtrail.envers.matrix.single;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * The application whose records use every mapping.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
public class MatrixApplication {

}
