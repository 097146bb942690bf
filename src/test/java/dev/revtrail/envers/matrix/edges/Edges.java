package dev.revtrail.envers.matrix.edges;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinTable;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderColumn;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/**
 * An application with such mappings.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class Edges {

	/** Who drives, without a column for it. */
	@Entity(name = "Driver")
	@Audited
	static class Driver {

		@Id
		long id;

		@OneToOne(mappedBy = "driver")
		@Nullable Truck truck;

	}

	/** What is driven, by a join table. */
	@Entity(name = "Truck")
	@Audited
	static class Truck {

		@Id
		long id;

		@OneToOne
		@JoinTable(name = "truck_driver")
		@Nullable Driver driver;

	}

	/** Who has a badge that refers to them. */
	@Entity(name = "Porter")
	@Audited
	static class Porter {

		@Id
		long id;

		@OneToOne(mappedBy = "porter")
		@Nullable Badge badge;

	}

	/** What refers to its only porter. */
	@Entity(name = "Badge")
	@Audited
	static class Badge {

		@Id
		long id;

		@OneToOne
		@Nullable Porter porter;

	}

	/** What has elements that may be empty. */
	@Entity(name = "Form")
	@Audited
	static class Form {

		@Id
		long id;

		@ElementCollection
		@OrderColumn(name = "place")
		List<Answer> answers = new ArrayList<>();

		@ElementCollection
		Set<Answer> remarks = new HashSet<>();

	}

	/** An element of two texts. */
	@Embeddable
	static class Answer {

		@Column(name = "question")
		@Nullable String question;

		@Column(name = "answer")
		@Nullable String text;

		Answer() {
		}

		Answer(@Nullable String question, @Nullable String text) {
			this.question = question;
			this.text = text;
		}

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Answer answer && Objects.equals(answer.question, this.question)
					&& Objects.equals(answer.text, this.text);
		}

		@Override
		public int hashCode() {
			return Objects.hash(this.question, this.text);
		}

	}

}
