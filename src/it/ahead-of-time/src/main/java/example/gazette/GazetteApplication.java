package example.gazette;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

@SpringBootApplication
public class GazetteApplication {

	public static void main(String[] args) {
		SpringApplication.run(GazetteApplication.class, args);
	}

	@Bean
	SecurityFilterChain everyoneSignsIn(HttpSecurity http) throws Exception {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.httpBasic((basic) -> {
			})
			.csrf((csrf) -> csrf.disable())
			.build();
	}

	@Bean
	UserDetailsService users() {
		return new InMemoryUserDetailsManager(User.withUsername("editor")
			.password("{noop}gazette")
			.authorities("AUDIT_READ", "AUDIT_EXPORT", "AUDIT_PAGE", "AUDIT_NOTE", "AUDIT_ALL", "platform:admin", "can_view_audit_log")
			.build());
	}

}
