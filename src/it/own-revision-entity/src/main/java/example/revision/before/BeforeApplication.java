package example.revision.before;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class BeforeApplication {

}
