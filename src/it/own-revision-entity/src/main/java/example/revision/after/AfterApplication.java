package example.revision.after;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class AfterApplication {

}
