package example.pharmacy;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/**
 * Where a product is kept.
 */
@Embeddable
public class Storage {

	public @Nullable String room;

	public @Nullable Integer shelf;

	protected Storage() {
	}

	public Storage(@Nullable String room, @Nullable Integer shelf) {
		this.room = room;
		this.shelf = shelf;
	}

}
