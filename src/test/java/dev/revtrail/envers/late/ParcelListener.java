package dev.revtrail.envers.late;

import java.util.function.Consumer;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;

/**
 * Has tests say what a parcel's callbacks do.
 */
public class ParcelListener {

	private static final Consumer<Parcel> NOTHING = (parcel) -> {
	};

	static Consumer<Parcel> persisted = NOTHING;

	static Consumer<Parcel> updated = NOTHING;

	static void reset() {
		persisted = NOTHING;
		updated = NOTHING;
	}

	@PostPersist
	void persisted(Parcel parcel) {
		persisted.accept(parcel);
	}

	@PostUpdate
	void updated(Parcel parcel) {
		updated.accept(parcel);
	}

}
