package example.notes;

import java.util.Optional;

import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class NotesApplication {

	public static void main(String[] args) {
		SpringApplication.run(NotesApplication.class, args);
	}

	@Bean
	ActorResolver actors() {
		return () -> Optional.of(Actor.user("bob"));
	}

	@Bean
	ServletRegistrationBean<NoteServlet> noteServlet(NoteService notes) {
		return new ServletRegistrationBean<>(new NoteServlet(notes), "/notes/*");
	}

}
