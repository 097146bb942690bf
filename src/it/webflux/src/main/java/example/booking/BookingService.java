package example.booking;

import java.util.Optional;

import dev.revtrail.Accessed;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
public class BookingService {

	private final Bookings bookings;

	BookingService(Bookings bookings) {
		this.bookings = bookings;
	}

	@Transactional
	public long book(String guest) {
		Booking booking = new Booking();
		booking.guest = guest;
		return this.bookings.save(booking).id;
	}

	@Transactional
	public String change(long id, String guest) {
		Booking booking = this.bookings.findById(id).orElseThrow();
		booking.guest = guest;
		return guest;
	}

	@Accessed
	@Transactional(readOnly = true)
	public Optional<Booking> read(long id) {
		return this.bookings.findById(id);
	}

}
