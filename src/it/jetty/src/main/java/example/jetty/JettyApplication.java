package example.jetty;

import java.util.Optional;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.Scope;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.envers.Audited;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class JettyApplication {

	public static void main(String[] args) {
		SpringApplication.run(JettyApplication.class, args);
	}

	@Bean
	CallerResolver harborMasterMayExport() {
		return () -> Optional.of(new Caller(Actor.user("master"), Scope.everything(),
				Set.of(Caller.AUDIT_READ, Caller.AUDIT_ALL, Caller.AUDIT_EXPORT)));
	}

	@Entity(name = "Boat")
	@Audited
	static class Boat {

		@Id
		int id;

		protected Boat() {
		}

		Boat(int id) {
			this.id = id;
		}

	}

}
