package example.booking;

import java.security.Principal;
import java.util.concurrent.Callable;

import dev.revtrail.Actor;
import dev.revtrail.context.ChangeContext;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BookingController {

	private final BookingService bookings;

	private final ChangeContext context;

	BookingController(BookingService bookings, ChangeContext context) {
		this.bookings = bookings;
		this.context = context;
	}

	/** Says nothing of the user. */
	@PostMapping("/bookings")
	Mono<Long> book(@RequestParam String guest) {
		return blocking(() -> this.bookings.book(guest));
	}

	@PutMapping("/bookings/{id}")
	Mono<String> change(Principal user, @PathVariable long id, @RequestParam String guest) {
		return blocking(() -> this.context.callAs(Actor.user(user.getName()), "booking",
				() -> this.bookings.change(id, guest)));
	}

	@GetMapping("/bookings/{id}")
	Mono<String> read(Principal user, @PathVariable long id) {
		return blocking(() -> this.context.callAs(Actor.user(user.getName()), "booking",
				() -> this.bookings.read(id).orElseThrow().guest));
	}

	private static <T> Mono<T> blocking(Callable<T> work) {
		return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
	}

}
