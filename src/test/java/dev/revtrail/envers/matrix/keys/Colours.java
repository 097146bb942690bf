package dev.revtrail.envers.matrix.keys;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import dev.revtrail.Tracked;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToOne;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application whose key columns compare texts in several ways.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Colours {

	/** A record whose key disregards case. */
	@Entity(name = "Colour")
	@Audited
	@Tracked(label = "shade")
	static class Colour {

		@Id
		@Column(length = 40)
		String name = "";

		@Column(length = 40)
		@Nullable String shade;

		@ElementCollection
		@Column(length = 40)
		Set<String> uses = new HashSet<>();

	}

	/** A record with a part of its key that disregards case. */
	@Entity(name = "Mix")
	@IdClass(MixId.class)
	@Audited
	static class Mix {

		@Id
		@Column(length = 40)
		String shop = "";

		@Id
		int number;

		@Nullable String content;

	}

	/** The key of a mix. */
	@SuppressWarnings("serial")
	static class MixId implements Serializable {

		String shop = "";

		int number;

		MixId() {
		}

		MixId(String shop, int number) {
			this.shop = shop;
			this.number = number;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof MixId id && id.shop.equals(this.shop) && id.number == this.number;
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.shop, this.number);
		}

	}

	/**
	 * A record with a key one part of which disregards case, while another regards it.
	 */
	@Entity(name = "Blend")
	@IdClass(BlendId.class)
	@Audited
	static class Blend {

		@Id
		@Column(length = 40)
		String code = "";

		@Id
		@Column(length = 40)
		String shop = "";

		@Nullable String content;

	}

	/**
	 * The key of a blend.
	 *
	 * @param code the part that regards case
	 * @param shop the part that does not
	 */
	record BlendId(String code, String shop) {

	}

	/** A record that refers to a key that disregards case, which owns it too. */
	@Entity(name = "Paint")
	@Audited
	@Tracked(patient = "colour")
	static class Paint {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		@Nullable Long id;

		@ManyToOne(fetch = FetchType.LAZY)
		@Nullable Colour colour;

		@Nullable String can;

	}

	/** A record whose key regards case. */
	@Entity(name = "Pigment")
	@Audited
	static class Pigment {

		@Id
		@Column(length = 40)
		String name = "";

		@Nullable String origin;

	}

	/** A record whose key regards case, but in MySQL no blanks at its end. */
	@Entity(name = "Tint")
	@Audited
	static class Tint {

		@Id
		@Column(length = 40)
		String name = "";

		@Nullable String origin;

	}

	/** A record of a type whose records are in several tables. */
	@Entity(name = "Wax")
	@Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
	@Audited
	@Tracked(name = "WAX")
	static class Wax {

		@Id
		@Column(length = 40)
		String name = "";

		@Nullable String origin;

	}

	/** One that is in another table. */
	@Entity(name = "Resin")
	@Audited
	@Tracked(name = "WAX")
	static class Resin extends Wax {

		@Nullable String tree;

	}

	/** A record of a type whose records have rows in several tables. */
	@Entity(name = "Oil")
	@Inheritance(strategy = InheritanceType.JOINED)
	@Audited
	@Tracked(name = "OIL")
	static class Oil {

		@Id
		@Column(length = 40)
		String name = "";

		@Nullable String origin;

	}

	/** One that has a row in another table too. */
	@Entity(name = "NutOil")
	@Audited
	@Tracked(name = "OIL")
	static class NutOil extends Oil {

		@Nullable String tree;

	}

	/** A record with a key of fixed length. */
	@Entity(name = "Grade")
	@Audited
	static class Grade {

		@Id
		@Column(columnDefinition = "char(5)")
		String code = "";

		@Nullable String title;

	}

}
