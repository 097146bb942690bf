package example.older;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class OlderApplication {

	public static void main(String[] args) {
		SpringApplication.run(OlderApplication.class, args);
	}

}
