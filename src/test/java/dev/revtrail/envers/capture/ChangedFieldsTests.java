package dev.revtrail.envers.capture;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.envers.capture.Invoice.Address;
import dev.revtrail.envers.capture.Invoice.Customer;
import dev.revtrail.envers.index.EntryRow;
import dev.revtrail.envers.model.ChildrenRole;
import dev.revtrail.envers.model.Masks;
import dev.revtrail.envers.model.OfflineModel;
import dev.revtrail.envers.model.TrackedEntity;
import org.hibernate.Hibernate;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A field has changed where the database holds another value than before, and nowhere
 * else.
 */
@Tag("unit")
class ChangedFieldsTests {

	private static OfflineModel model;

	private final TrackedEntity entity = model.entity(Invoice.class);

	private SharedSessionContractImplementor session;

	@BeforeAll
	static void map() {
		model = OfflineModel.of(Invoice.class, Customer.class, Invoice.Item.class);
	}

	@AfterAll
	static void close() {
		model.close();
	}

	@BeforeEach
	void openSession() {
		this.session = model.openSession();
	}

	@AfterEach
	void closeSession() {
		this.session.close();
	}

	@Test
	void aValueThatIsWrittenAsItWasIsNoChange() {
		assertThat(updated((before) -> before.text = "a", (after) -> after.text = "a")).isEmpty();
		assertThat(updated((before) -> before.text = "a", (after) -> after.text = "A")).containsExactly("text");
		assertThat(updated((before) -> before.text = "a", (after) -> after.text = null)).containsExactly("text");
		assertThat(updated((before) -> before.text = null, (after) -> after.text = "")).containsExactly("text");
	}

	@ParameterizedTest
	@CsvSource({ "10.00,10,false", "10.00,10.004,false", "10.00,10.005,true", "-0.001,0,false", "1E+1,10.00,false",
			"10.00,10.01,true" })
	void aNumberIsComparedAsItsColumnHoldsIt(BigDecimal before, BigDecimal after, boolean changed) {
		assertThat(
				updated((invoice) -> invoice.amount = before, (invoice) -> invoice.amount = after).contains("amount"))
			.isEqualTo(changed);
	}

	@Test
	void longTextsThatDifferAtTheirEndsDiffer() {
		String text = "x".repeat(100_000);

		assertThat(updated((before) -> before.text = text + "a", (after) -> after.text = text + "b"))
			.containsExactly("text");
		assertThat(updated((before) -> before.text = text + "a", (after) -> after.text = text + "a")).isEmpty();
	}

	@Test
	void aPartOfAnEmbeddableIsAFieldOfItsOwn() {
		assertThat(updated((before) -> before.address = new Address("Elm St", "Salem"),
				(after) -> after.address = new Address("Elm St", "Boston")))
			.containsExactly("address.city");
		assertThat(updated((before) -> before.address = new Address("Elm St", null), (after) -> after.address = null))
			.containsExactly("address.street");
	}

	@Test
	void anEmbeddableWithoutValuesIsNone() {
		assertThat(updated((before) -> before.address = null, (after) -> after.address = new Address(null, null)))
			.isEmpty();
	}

	@Test
	void aReferenceIsComparedByItsIdAndNotRead() {
		Customer proxy = (Customer) this.session.internalLoad(Customer.class.getName(), 7L, false, false);

		assertThat(updated((before) -> before.customer = proxy, (after) -> after.customer = new Customer(7))).isEmpty();
		assertThat(updated((before) -> before.customer = proxy, (after) -> after.customer = new Customer(8)))
			.containsExactly("customer");
		assertThat(updated((before) -> before.customer = null, (after) -> after.customer = proxy))
			.containsExactly("customer");
		assertThat(Hibernate.isInitialized(proxy)).isFalse();
	}

	@Test
	void whatWasNotLoadedHasChangedOnceItIsSet() {
		RecordChange lazy = new RecordChange(this.entity, 1L, null);
		lazy.updated(new Invoice(), withoutText(state((before) -> {
		})), state((after) -> after.text = null));
		assertThat(names(lazy, Action.UPDATE)).containsExactly("text");

		RecordChange untouched = new RecordChange(this.entity, 1L, null);
		untouched.updated(new Invoice(), withoutText(state((before) -> {
		})), withoutText(state((after) -> {
		})));
		assertThat(names(untouched, Action.UPDATE)).isEmpty();
	}

	@Test
	void anUpdateOfAnUnknownStateMayHaveChangedAnyField() {
		RecordChange change = new RecordChange(this.entity, 1L, null);
		change.updated(new Invoice(), null, state((after) -> after.text = "a"));

		assertThat(names(change, Action.UPDATE)).containsExactly(EntryRow.ANY_FIELD);
		assertThat(ChangedFields.isChange(change, this.session)).isTrue();
	}

	@Test
	void aNewRecordHasTheFieldsThatHoldSomething() {
		RecordChange change = new RecordChange(this.entity, 1L, null);
		change.inserted(new Invoice(), state((after) -> {
			after.text = "";
			after.address = new Address(null, "Salem");
		}));
		change.elements("remarks", List.of(), List.of());
		change.elements("labels", Map.of(), Map.of("a", "1"));

		assertThat(names(change, Action.CREATE)).containsExactly("address.city", "labels", "text");
	}

	@Test
	void aDeletedRecordHadTheFieldsThatHeldSomethingWhenItWasLoaded() {
		RecordChange change = new RecordChange(this.entity, 1L, null);
		change.updated(new Invoice(), state((before) -> before.text = "a"), state((after) -> {
			after.text = null;
			after.amount = BigDecimal.TEN;
		}));
		change.elements("labels", Map.of("a", "1"), Map.of());
		change.elements("remarks", List.of(), List.of("a"));
		change.deleted(new Invoice(), state((deleted) -> deleted.amount = BigDecimal.TEN));

		assertThat(names(change, Action.DELETE)).containsExactly("labels", "text");
	}

	@Test
	void aValueThatComesAndGoesBetweenFlushesIsNoChange() {
		RecordChange change = new RecordChange(this.entity, 1L, null);
		change.updated(new Invoice(), state((before) -> before.text = "a"), state((after) -> after.text = "b"));
		change.updated(new Invoice(), state((before) -> before.text = "b"), state((after) -> after.text = "a"));

		assertThat(names(change, Action.UPDATE)).isEmpty();
		assertThat(ChangedFields.isChange(change, this.session)).isFalse();
	}

	@Test
	void theOrderOfAListCountsAndItsGapsDoNot() {
		assertThat(collection("remarks", List.of("a", "b"), List.of("b", "a"))).containsExactly("remarks");
		assertThat(collection("remarks", Arrays.asList("a", null, "b"), List.of("a", "b"))).isEmpty();
		assertThat(collection("remarks", List.of("a", "a"), List.of("a"))).containsExactly("remarks");
	}

	@Test
	void aMapChangesByItsKeysAndItsValues() {
		assertThat(collection("labels", Map.of("a", "1", "b", "2"), Map.of("b", "2", "a", "1"))).isEmpty();
		assertThat(collection("labels", Map.of("a", "1"), Map.of("a", "2"))).containsExactly("labels");
		assertThat(collection("labels", Map.of("a", "1"), Map.of("b", "1"))).containsExactly("labels");
	}

	@Test
	void aCollectionOfWhichOneSideIsUnknownHasChanged() {
		assertThat(collection("remarks", null, List.of("a"))).containsExactly("remarks");
		assertThat(collection("remarks", List.of("a"), null)).containsExactly("remarks");
	}

	@Test
	void whatAParentWritesChangesWithTheChildsPlaceAlone() {
		TrackedEntity item = model.entity(Invoice.Item.class);
		RecordChange change = new RecordChange(item, 1L, null);
		change.updated(new Invoice.Item(), item.persister().getValues(new Invoice.Item()),
				item.persister().getValues(new Invoice.Item()));
		assertThat(names(change, Action.UPDATE)).isEmpty();

		Placement placement = placement(item, 0);
		placement.moved(place(7, 0), place(7, 1));
		change.place(List.of(placement));
		assertThat(names(change, Action.UPDATE)).containsExactly("position");

		placement.left(place(7, 1));
		placement.joined(place(8, 1));
		assertThat(names(change, Action.UPDATE)).containsExactly("invoice", "position");

		placement.left(place(8, 1));
		placement.joined(place(7, 0));
		assertThat(names(change, Action.UPDATE)).isEmpty();
	}

	@Test
	void aNewOrDeletedChildHasWhatItsPlaceHolds() {
		TrackedEntity item = model.entity(Invoice.Item.class);
		RecordChange created = new RecordChange(item, 1L, null);
		created.inserted(new Invoice.Item(), item.persister().getValues(new Invoice.Item()));
		assertThat(names(created, Action.CREATE)).isEmpty();
		Placement joined = new Placement(role(item), true, null);
		joined.joined(place(7, 0));
		created.place(List.of(joined));
		assertThat(names(created, Action.CREATE)).containsExactly("invoice", "position");

		RecordChange deleted = new RecordChange(item, 1L, null);
		deleted.deleted(new Invoice.Item(), item.persister().getValues(new Invoice.Item()));
		deleted.place(List.of(new Placement(role(item), true, null)));
		assertThat(names(deleted, Action.DELETE)).isEmpty();
		deleted.place(List.of(placement(item, 3)));
		assertThat(names(deleted, Action.DELETE)).containsExactly("invoice", "position");
	}

	@Test
	void namesAreKeptBetweenCommas() {
		assertThat(ChangedFields.text(List.of())).isNull();
		assertThat(ChangedFields.text(List.of("text", "address.city"))).isEqualTo(",text,address.city,");
	}

	@Test
	void moreNamesThanTheColumnHoldsStandForAnyField() {
		List<String> fitting = List.of("x".repeat(3_998));

		assertThat(ChangedFields.text(fitting)).hasSize(4_000);
		assertThat(ChangedFields.text(List.of("x".repeat(3_999)))).isEqualTo(EntryRow.ANY_FIELD);
		assertThat(ChangedFields.text(fitting, new Masks(Map.of(fitting.get(0), "")))).isEqualTo(EntryRow.ANY_FIELD);
	}

	@Test
	void maskedNamesAreMarkedBesides() {
		assertThat(ChangedFields.text(List.of("amount", "text"), new Masks(Map.of("text", "", "other", ""))))
			.isEqualTo(",amount,text," + EntryRow.MASKED + "text,");
	}

	private List<String> updated(Consumer<Invoice> before, Consumer<Invoice> after) {
		RecordChange change = new RecordChange(this.entity, 1L, null);
		change.updated(new Invoice(), state(before), state(after));
		return names(change, Action.UPDATE);
	}

	private List<String> collection(String field, @Nullable Object before, @Nullable Object after) {
		RecordChange change = new RecordChange(this.entity, 1L, null);
		change.elements(field, before, after);
		return names(change, Action.UPDATE);
	}

	private List<String> names(RecordChange change, Action action) {
		return ChangedFields.names(change, action, this.session);
	}

	private @Nullable Object[] state(Consumer<Invoice> values) {
		Invoice invoice = new Invoice();
		values.accept(invoice);
		return this.entity.persister().getValues(invoice);
	}

	private @Nullable Object[] withoutText(@Nullable Object[] state) {
		state[Arrays.asList(this.entity.persister().getPropertyNames())
			.indexOf("text")] = LazyPropertyInitializer.UNFETCHED_PROPERTY;
		return state;
	}

	private static ChildrenRole role(TrackedEntity item) {
		return item.parents().get(0);
	}

	/** Of a child that was in the seventh invoice. */
	private static Placement placement(TrackedEntity item, int position) {
		return new Placement(role(item), true, place(7, position));
	}

	private static Placement.Place place(long invoice, int position) {
		return new Placement.Place(invoice, String.valueOf(invoice), position);
	}

}
