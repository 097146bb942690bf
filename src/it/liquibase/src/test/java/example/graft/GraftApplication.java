package example.graft;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The same application later, whose trees are grafted. */
@SpringBootApplication
public class GraftApplication {

}
