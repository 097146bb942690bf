package example.cached;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class CachedApplication {

	public static void main(String[] args) {
		SpringApplication.run(CachedApplication.class, args);
	}

}
