package dev.revtrail.envers.matrix.keys;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application whose records have texts for keys.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Keys {

	/** A record with a long key. */
	@Entity(name = "Link")
	@Audited
	static class Link {

		@Id
		@Column(length = 700)
		String address = "";

		@Nullable String title;

		@ElementCollection
		@Column(length = 40)
		Set<String> tags = new HashSet<>();

	}

	/** A record with a key of several texts. */
	@Entity(name = "Shelf")
	@IdClass(ShelfId.class)
	@Audited
	static class Shelf {

		@Id
		String house = "";

		@Id
		String room = "";

		@Id
		String place = "";

		@Nullable String title;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Link link;

	}

	/** The key of a shelf. */
	@SuppressWarnings("serial")
	static class ShelfId implements Serializable {

		String house = "";

		String room = "";

		String place = "";

		ShelfId() {
		}

		ShelfId(String house, String room, String place) {
			this.house = house;
			this.room = room;
			this.place = place;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof ShelfId id && id.house.equals(this.house) && id.room.equals(this.room)
					&& id.place.equals(this.place);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.house, this.room, this.place);
		}

	}

	/** A record with a short key. */
	@Entity(name = "Tag")
	@Audited
	static class Tag {

		@Id
		@Column(length = 20)
		String code = "";

		@Nullable String title;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Tag parent;

	}

}
