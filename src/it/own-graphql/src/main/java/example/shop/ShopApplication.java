package example.shop;

import java.util.List;
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
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

@SpringBootApplication
public class ShopApplication {

	public static void main(String[] args) {
		SpringApplication.run(ShopApplication.class, args);
	}

	@Bean
	CallerResolver everybodyMayReadEverything() {
		return () -> Optional.of(new Caller(Actor.ANONYMOUS, Scope.everything(), Set.of("can_view_audit_log")));
	}

	@Controller
	static class Shop {

		private final Parcels parcels;

		Shop(Parcels parcels) {
			this.parcels = parcels;
		}

		@QueryMapping
		List<Parcel> parcels() {
			return this.parcels.findAll();
		}

	}

	@Entity(name = "Parcel")
	@Audited
	static class Parcel {

		@Id
		String id = "first";

		public String getId() {
			return this.id;
		}

	}

}
