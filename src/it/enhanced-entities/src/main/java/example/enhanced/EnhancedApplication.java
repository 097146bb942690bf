package example.enhanced;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class EnhancedApplication {

	public static void main(String[] args) {
		SpringApplication.run(EnhancedApplication.class, args);
	}

}
