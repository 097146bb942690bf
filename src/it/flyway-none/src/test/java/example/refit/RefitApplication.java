package example.refit;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The same application later, whose ships have flags. */
@SpringBootApplication
public class RefitApplication {

}
