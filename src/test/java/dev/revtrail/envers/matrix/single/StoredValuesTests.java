package dev.revtrail.envers.matrix.single;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.revtrail.FieldChange;
import dev.revtrail.envers.log.RowBeforeDiffers;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An entry has the values of the database: those that a session loaded, even if Envers'
 * rows differ, and those that it wrote, as the columns hold them.
 */
class StoredValuesTests extends MatrixContract {

	@Autowired
	JdbcTemplate jdbc;

	private final String id = UUID.randomUUID().toString();

	@Test
	@RowBeforeDiffers("SQL has changed the row")
	void theOldValueIsWhatTheSessionLoadedThoughSqlHadChangedTheRow() {
		drifting("one");
		this.jdbc.update("update drifting set x = 'two' where id = ?", this.id);

		change(Drifting.class, this.id, (found) -> found.x = "three");

		assertThat(newest("DRIFTING", this.id)).containsExactly(value("x", "two", "three"));
	}

	@Test
	@RowBeforeDiffers("SQL has changed the row")
	void whatSqlHadChangedMayBeChangedBack() {
		drifting("one");
		this.jdbc.update("update drifting set x = 'two' where id = ?", this.id);

		change(Drifting.class, this.id, (found) -> found.x = "one");

		assertThat(newest("DRIFTING", this.id)).containsExactly(value("x", "two", "one"));
	}

	@Test
	@RowBeforeDiffers("a bulk statement has changed the row")
	void theOldValueIsWhatTheSessionLoadedThoughABulkStatementHadChangedTheRow() {
		drifting("one");
		inTransaction((em) -> em.createQuery("update Drifting d set d.x = 'two', d.y = 'bulk' where d.id = :id")
			.setParameter("id", this.id)
			.executeUpdate());

		change(Drifting.class, this.id, (found) -> found.x = "three");

		assertThat(newest("DRIFTING", this.id)).containsExactly(value("x", "two", "three"));
	}

	@Test
	@RowBeforeDiffers("SQL has made the row again")
	void aRecordThatSqlHadMadeAgainIsUpdatedFromWhatItHolds() {
		drifting("one");
		this.jdbc.update("delete from drifting where id = ?", this.id);
		this.jdbc.update("insert into drifting (id, x) values (?, 'remade')", this.id);

		change(Drifting.class, this.id, (found) -> found.x = "three");

		assertThat(newest("DRIFTING", this.id)).containsExactly(value("x", "remade", "three"));
	}

	static Stream<Arguments> roundings() {
		return Stream.of(
				rounding("price", new BigDecimal("10.01"), new BigDecimal("20.00"),
						(it) -> it.price = new BigDecimal("10.005"), (it) -> it.price = new BigDecimal("20")),
				rounding("weight", new BigDecimal("1.001"), new BigDecimal("2.0"), (it) -> it.weight = 1.0006,
						(it) -> it.weight = 2.0),
				rounding("moment", "2026-01-05T10:00:00.123457Z", "2026-01-05T11:00:00Z",
						(it) -> it.moment = Instant.parse("2026-01-05T10:00:00.123456789Z"),
						(it) -> it.moment = Instant.parse("2026-01-05T11:00:00Z")),
				rounding("wholeSecond", "2026-01-05T10:00:01", "2026-01-05T11:00:00",
						(it) -> it.wholeSecond = LocalDateTime.parse("2026-01-05T10:00:00.6"),
						(it) -> it.wholeSecond = LocalDateTime.parse("2026-01-05T11:00:00")),
				rounding("timeOfDay", "10:00:00.124", "11:00:00",
						(it) -> it.timeOfDay = LocalTime.parse("10:00:00.1236"),
						(it) -> it.timeOfDay = LocalTime.parse("11:00:00")),
				rounding("amount.net", new BigDecimal("0.3"), new BigDecimal("0.4"), (it) -> it.amount = amount("0.25"),
						(it) -> it.amount = amount("0.4")));
	}

	private static Arguments rounding(String field, Object stored, Object next, Consumer<Rounded> first,
			Consumer<Rounded> second) {
		return Arguments.of(field, stored, next, first, second);
	}

	private static Rounded.Amount amount(String net) {
		Rounded.Amount amount = new Rounded.Amount();
		amount.net = new BigDecimal(net);
		return amount;
	}

	/** One session for both, so that it never reads what the database made of a value. */
	@ParameterizedTest
	@MethodSource("roundings")
	void aValueThatItsColumnRoundsIsRecordedAsTheDatabaseHasIt(String field, Object stored, Object next,
			Consumer<Rounded> first, Consumer<Rounded> second) {
		try (EntityManager session = this.factory.createEntityManager()) {
			Rounded rounded = new Rounded();
			rounded.id = this.id;
			first.accept(rounded);
			commit(session, () -> session.persist(rounded));
			assertThat(newest("ROUNDED", this.id)).contains(value(field, null, stored));

			commit(session, () -> second.accept(rounded));
		}

		assertThat(newest("ROUNDED", this.id)).containsExactly(value(field, stored, next));
	}

	@ParameterizedTest
	@MethodSource("roundings")
	void aValueThatItsColumnMakesEqualIsNoChange(String field, Object stored, Object next, Consumer<Rounded> first,
			Consumer<Rounded> second) {
		rounded(first);

		change(Rounded.class, this.id, first::accept);
		assertThat(history("ROUNDED", this.id)).hasSize(1);

		change(Rounded.class, this.id, (found) -> {
			first.accept(found);
			found.touched = 1;
		});
		assertThat(newest("ROUNDED", this.id)).containsExactly(value("touched", 0L, 1L));
	}

	@Test
	void aTextOfFixedLengthIsTheSameWithAndWithoutItsPadding() {
		rounded((it) -> it.code = "ab");
		FieldChange created = newest("ROUNDED", this.id).stream()
			.filter((change) -> change.field().equals("code"))
			.findFirst()
			.orElseThrow();

		change(Rounded.class, this.id, (found) -> found.code = "ab");
		change(Rounded.class, this.id, (found) -> found.code = "ab   ");
		assertThat(history("ROUNDED", this.id)).hasSize(1);

		change(Rounded.class, this.id, (found) -> found.code = "cd");
		assertThat(newest("ROUNDED", this.id)).singleElement()
			.isInstanceOfSatisfying(FieldChange.Value.class,
					(change) -> assertThat(change.from()).isEqualTo(((FieldChange.Value) created).to()));
	}

	/** One session for both, so that it never reads what the database made of a value. */
	@Test
	void elementsThatTheirColumnsRoundLeaveAsTheDatabaseHasThem() {
		try (EntityManager session = this.factory.createEntityManager()) {
			Rounded rounded = new Rounded();
			rounded.id = this.id;
			rounded.steps.add(new BigDecimal("1.005"));
			rounded.amounts.add(amount("0.25"));
			rounded.rates.put(LocalDateTime.parse("2026-01-05T10:00:00.6"), new BigDecimal("1.25"));
			commit(session, () -> session.persist(rounded));

			commit(session, () -> {
				rounded.steps.clear();
				rounded.amounts.clear();
				rounded.rates.clear();
			});
		}

		assertThat(newest("ROUNDED", this.id)).containsExactlyInAnyOrder(
				new FieldChange.Elements("steps", List.of(), List.of(new BigDecimal("1.01")), List.of(), null),
				new FieldChange.Elements("amounts", List.of(), List.of(Map.of("net", new BigDecimal("0.3"))), List.of(),
						null),
				new FieldChange.Keys("rates", Map.of(), Map.of("2026-01-05T10:00:01", new BigDecimal("1.3")), Map.of(),
						null));
	}

	private void rounded(Consumer<Rounded> values) {
		Rounded rounded = new Rounded();
		rounded.id = this.id;
		values.accept(rounded);
		persisted(rounded);
	}

	private void drifting(String x) {
		Drifting drifting = new Drifting();
		drifting.id = this.id;
		drifting.x = x;
		persisted(drifting);
	}

	private static void commit(EntityManager session, Runnable work) {
		session.getTransaction().begin();
		work.run();
		session.getTransaction().commit();
	}

}
