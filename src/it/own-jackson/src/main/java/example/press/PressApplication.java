package example.press;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
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
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
public class PressApplication {

	public static void main(String[] args) {
		SpringApplication.run(PressApplication.class, args);
	}

	@Bean
	CallerResolver editorMayReadEverything() {
		return () -> Optional.of(new Caller(Actor.user("editor"), Scope.everything(),
				Set.of(Caller.AUDIT_READ, Caller.AUDIT_ALL, Caller.AUDIT_NOTE)));
	}

	@RestController
	static class PaperController {

		@GetMapping("/paper")
		Paper paper() {
			return new Paper();
		}

	}

	@Entity(name = "Paper")
	@Audited
	public static class Paper {

		@Id
		public String id = "daily";

		@JsonSerialize(using = Loud.class)
		public String title = "news";

	}

	public static class Loud extends StdSerializer<String> {

		Loud() {
			super(String.class);
		}

		@Override
		public void serialize(String value, JsonGenerator json, SerializerProvider provider) throws IOException {
			json.writeString(value.toUpperCase());
		}

	}

}
