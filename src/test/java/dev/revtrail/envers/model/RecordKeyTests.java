package dev.revtrail.envers.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.envers.Audited;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Every id has one text, which no other id has and which can be read back.
 */
@Tag("unit")
class RecordKeyTests {

	private static OfflineModel model;

	@BeforeAll
	static void map() {
		model = OfflineModel.of(Shelf.class, Book.class, Price.class, Token.class, Keyword.class);
	}

	@AfterAll
	static void close() {
		model.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "a,b", "a\\b", "", " a ", ",", "\\", "…" })
	void aSimpleIdIsItsOwnText(String id) {
		RecordKey key = key(Keyword.class);

		assertThat(text(key, id)).isEqualTo(id);
		assertThat(key.parse(id)).isEqualTo(List.of(id));
	}

	@Test
	void theTextOfANumberDoesNotDependOnItsScale() {
		RecordKey key = key(Price.class);

		assertThat(text(key, new BigDecimal("10.50"))).isEqualTo(text(key, new BigDecimal("10.5000")));
		assertThat(text(key, new BigDecimal("1E+3"))).isEqualTo(text(key, new BigDecimal("1000.00")));
		assertThat(text(key, new BigDecimal("10.05"))).isNotEqualTo(text(key, new BigDecimal("10.5")));
	}

	@Test
	void partsAreOrderedByTheirNamesWhateverTheirOrderInTheClass() {
		assertThat(key(Shelf.class).parts()).extracting(RecordKey.IdPart::name).containsExactly("aisle", "room");
		assertThat(text(key(Shelf.class), new Shelf.Place("north", 7))).isEqualTo("7,north");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', ignoreLeadingAndTrailingWhitespace = false, value = { "north;7,north", "a,b;7,a\\,b",
			"a\\b;7,a\\\\b", ",;7,\\,", "\\;7,\\\\", "\\,;7,\\\\\\,", "'';7,", "a\\,b\\\\;7,a\\\\\\,b\\\\\\\\" })
	void theTextOfSeveralPartsIsReadBack(String room, String text) {
		RecordKey key = key(Shelf.class);

		assertThat(text(key, new Shelf.Place(room, 7))).isEqualTo(text);
		assertThat(key.parse(text)).isEqualTo(List.of(7, room));
	}

	@Test
	void idsThatDifferHaveTextsThatDiffer() {
		List<String> pieces = List.of("", "a", ",", "\\", "\\,", ",\\", "a,", ",a", "\\\\");
		RecordKey key = key(Book.class);
		List<@Nullable String> texts = new ArrayList<>();
		pieces.forEach((code) -> pieces.forEach((room) -> texts.add(key.text(List.of(code, 1, room)))));

		assertThat(texts).doesNotHaveDuplicates().hasSize(pieces.size() * pieces.size());
	}

	@Test
	void anIdOfWhichAPartIsMissingHasNoText() {
		RecordKey key = key(Shelf.class);

		assertThat(key.text(Arrays.asList(7, null))).isNull();
		assertThat(key.text(key.values(new Shelf.Place(null, 7), null))).isNull();
	}

	@Test
	void theIdOfAReferencedRecordIsPartOfTheId() {
		RecordKey key = key(Book.class);

		assertThat(key.parts()).extracting(RecordKey.IdPart::name)
			.containsExactly("code", "shelf.place.aisle", "shelf.place.room");
		assertThat(text(key, new Book.Key(new Shelf.Place("north", 7), "X,1"))).isEqualTo("X\\,1,7,north");
	}

	@Test
	void anIdIsPutTogetherFromItsText() {
		try (SharedSessionContractImplementor session = model.openSession()) {
			assertThat(key(Shelf.class).id("7,a\\,b", session)).isEqualTo(new Shelf.Place("a,b", 7));
			assertThat(key(Book.class).id("X\\,1,7,north", session))
				.isEqualTo(new Book.Key(new Shelf.Place("north", 7), "X,1"));
		}
	}

	@Test
	void aReferenceIsNotReadForItsId() {
		try (SharedSessionContractImplementor session = model.openSession()) {
			Object shelf = session.internalLoad(Shelf.class.getName(), new Shelf.Place("north", 7), false, false);

			assertThat(key(Shelf.class).text(key(Shelf.class).values(
					Objects.requireNonNull(IdShape.idOf(shelf, model.entity(Shelf.class).persister(), session)),
					session)))
				.isEqualTo("7,north");
			assertThat(Hibernate.isInitialized(shelf)).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "7", "north,7", "7,north,x", "7.5,north", "99999999999,north", "7\\,north", " 7,north" })
	void aTextThatIsNoIdIsNotReadable(String text) {
		assertThat(key(Shelf.class).isReadable(text)).isFalse();
		assertThat(key(Shelf.class).canBe(text)).isFalse();
	}

	@Test
	void idsOfOtherTypesAreNotReadable() {
		RecordKey key = key(Token.class);

		assertThat(key.isReadable(UUID.randomUUID().toString())).isTrue();
		assertThat(key.isReadable("1")).isFalse();
		assertThat(key.isReadable("")).isFalse();
	}

	@Test
	void aShortenedIdMayBeOneButCannotBeReadBack() {
		RecordKey key = key(Keyword.class);
		String shortened = text(key, "x".repeat(600));

		assertThat(shortened).hasSize(512).isNotEqualTo(text(key, "x".repeat(601)));
		assertThat(key.canBe(shortened)).isTrue();
		assertThat(key.isReadable(shortened)).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> key.parse(shortened)).withMessageContaining("shortened");
	}

	@Test
	void onlyPartsThatCanHaveSeveralSpellingsAreRespelled() {
		RecordKey key = key(Book.class);

		assertThat(key(Shelf.class).isLoose()).isFalse();
		assertThat(key.isLoose()).isTrue();
		assertThat(key.respelled("x\\,y,7,north", (part) -> part.toUpperCase(Locale.ROOT))).isEqualTo("X\\,Y,7,north");
		assertThat(key.respelled("x,7,a\\\\b", (part) -> part + ",")).isEqualTo("x\\,,7,a\\\\b");
	}

	@Test
	void whatIsNoWholeIdIsNotRespelled() {
		RecordKey key = key(Book.class);
		String shortened = text(key, new Book.Key(new Shelf.Place("x".repeat(600), 7), "a"));

		assertThat(key.respelled("a,7", (part) -> "other")).isEqualTo("a,7");
		assertThat(key.respelled(shortened, (part) -> "other")).isEqualTo(shortened);
	}

	private static RecordKey key(Class<?> entity) {
		return model.entity(entity).key();
	}

	private static String text(RecordKey key, Object id) {
		return Objects.requireNonNull(key.text(key.values(id, null)));
	}

	/** Has an id that is a text. */
	@Entity
	@Audited
	static class Keyword {

		@Id
		String name = "";

	}

	/** Has an id that is a number with a scale. */
	@Entity
	@Audited
	static class Price {

		@Id
		BigDecimal amount = BigDecimal.ZERO;

	}

	/** Has an id of a type that reads only some texts. */
	@Entity
	@Audited
	static class Token {

		@Id
		UUID id = new UUID(0, 0);

	}

	/** Has an id of two parts. */
	@Entity
	@Audited
	static class Shelf {

		@EmbeddedId
		@Nullable Place place;

		protected Shelf() {
		}

		Shelf(Place place) {
			this.place = place;
		}

		/**
		 * Where it stands.
		 *
		 * @param room the room
		 * @param aisle the aisle
		 */
		@Embeddable
		record Place(@Nullable String room, @Nullable Integer aisle) implements Serializable {

		}

	}

	/** Has a reference in its id. */
	@Entity
	@Audited
	@IdClass(Book.Key.class)
	static class Book {

		@Id
		@ManyToOne
		@Nullable Shelf shelf;

		@Id
		@Column(name = "loose")
		@Nullable String code;

		protected Book() {
		}

		Book(Shelf shelf, String code) {
			this.shelf = shelf;
			this.code = code;
		}

		/** The same with the id of the shelf. */
		record Key(Shelf.@Nullable Place shelf, @Nullable String code) implements Serializable {

		}

	}

}
