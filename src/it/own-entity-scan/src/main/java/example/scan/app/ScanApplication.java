package example.scan.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;

@SpringBootApplication
@EntityScan("example.scan.model")
public class ScanApplication {

	public static void main(String[] args) {
		SpringApplication.run(ScanApplication.class, args);
	}

}
