package dev.clinic;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.data.envers.repository.config.EnableEnversRepositories;

/**
 * A practice-management application, whose every committed change is kept by Revtrail.
 */
@EnableEnversRepositories
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
public class ClinicApplication {

	public static void main(String[] args) {
		SpringApplication.run(ClinicApplication.class, args);
	}

}
