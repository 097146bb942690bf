package example.trust;

import java.util.Optional;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
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
public class TrustApplication {

	static final Actor GUARD = Actor.user("guard");

	public static void main(String[] args) {
		SpringApplication.run(TrustApplication.class, args);
	}

	@Bean
	ActorResolver guardIsAtWork() {
		return () -> Optional.of(GUARD);
	}

	@Bean
	CallerResolver guardMayReadEverything() {
		return () -> Optional.of(new Caller(GUARD, Scope.everything(), Set.of(Caller.AUDIT_READ, Caller.AUDIT_ALL)));
	}

	@Entity(name = "Door")
	@Audited
	static class Door {

		@Id
		String id = "front";

		boolean open;

	}

}
