package dev.revtrail.web.changelog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.ChangeCriteria;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Cursor;
import dev.revtrail.RecordType;
import dev.revtrail.Scope;
import dev.revtrail.web.entry.EntryId;
import dev.revtrail.web.export.EntryFilters;
import dev.revtrail.web.request.Refusal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@Tag("unit")
class ListRequestParserTests {

	private final ListRequestParser parser = new ListRequestParser(
			new EntryFilters(() -> List.of(new RecordType("BILLING_ITEM"), new RecordType("CMS1500")), "clinic"));

	@Test
	void byDefaultListsTheOldestTenWithTheirIdsOnly() {
		ListRequest request = parse();
		assertThat(request.attributes()).isEmpty();
		assertThat(request.perPage()).isEqualTo(10);
		assertThat(request.page()).isOne();
		assertThat(request.keyset()).isFalse();
		assertThat(request.query().isOldestFirst()).isTrue();
		assertThat(request.query().details().changes()).isFalse();
		assertThat(request.query().criteria().actions())
			.contains(Set.of(Action.CREATE, Action.UPDATE, Action.DELETE, Action.NOTE));
		assertThat(request.query().criteria().ids()).isEmpty();
		assertThat(request.query().criteria().recordTypes()).isEmpty();
	}

	@Test
	void readsChangesOnlyWhenDetailsAreAskedFor() {
		assertThat(parse("attributes", "type", "attributes", "details").query().details().changes()).isTrue();
	}

	@Test
	void ignoresUnknownAttributesAsTheVendorsExampleDoes() {
		assertThat(
				parse("attributes", "type", "attributes", "document_type", "attributes", "document_types").attributes())
			.containsExactlyInAnyOrder("type", "document_types");
	}

	@ParameterizedTest
	@CsvSource({ "_id, true", "created, true", "-_id, false", "-created, false" })
	void sortsByTimeEitherWay(String order, boolean oldestFirst) {
		assertThat(parse("sort_by", order).query().isOldestFirst()).isEqualTo(oldestFirst);
	}

	@Test
	void severalOrdersMustAgree() {
		assertThat(parse("sort_by", "-created", "sort_by", "-_id").query().isOldestFirst()).isFalse();
		assertThat(errors("sort_by", "-created", "sort_by", "_id")).containsOnlyKeys("sort_by");
	}

	@Test
	void readsEveryFilter() {
		ChangeQuery query = parse("filters-created_after", "2024-11-01", "filters-created_before", "2024-11-02",
				"filters-ids", EntryId.format(7), "filters-document_types", "billingitem", "filters-document_types",
				"CMS1500", "filters-documents", "a", "filters-documents", "b", "filters-types", "ADDED", "filters-user",
				"u", "filters-patient", "p", "filters-organization", "o", "filters-field", "f", "filters-request_id",
				"r")
			.query();
		assertThat(query.criteria().since()).hasValueSatisfying((t) -> assertThat(t).isEqualTo("2024-11-01T00:00:01Z"));
		assertThat(query.criteria().until()).hasValueSatisfying((t) -> assertThat(t).isEqualTo("2024-11-02T00:00:00Z"));
		assertThat(query.criteria().ids()).contains(Set.of(7L));
		assertThat(query.criteria().recordTypes()).contains(Set.of("BILLING_ITEM", "CMS1500"));
		assertThat(query.criteria().recordIds()).contains(Set.of("a", "b"));
		assertThat(query.criteria().actions()).contains(Set.of(Action.CREATE));
		assertThat(query.criteria().actor()).contains("u");
		assertThat(query.criteria().patient()).contains("p");
		assertThat(query.criteria().organization()).contains("o");
		assertThat(query.criteria().field()).contains("f");
		assertThat(query.criteria().requestId()).contains("r");
	}

	@Test
	void findsTheApplicationsOwnChangesUnderTheNameThatEntriesShow() {
		ChangeCriteria criteria = parse("filters-user", "clinic app").query().criteria();
		assertThat(criteria.actor()).isEmpty();
		assertThat(criteria.actorTypes()).contains(Set.of(Actor.Type.SYSTEM, Actor.Type.ANONYMOUS));
	}

	@Test
	void idsThatNoEntryCanHaveMatchNothing() {
		assertThat(parse("filters-ids", "6724fbc74f73a2cebf6376fb").query().criteria().ids()).contains(Set.of());
		assertThat(parse("filters-ids", "\u0000").query().criteria().ids()).contains(Set.of());
		assertThat(parse("filters-ids", "\ud800".repeat(100_000)).query().criteria().ids()).contains(Set.of());
	}

	@Test
	void takesAHundredIdsAndNotOneMore() {
		assertThat(parse(repeat("filters-ids", EntryId.format(7), 100)).query().criteria().ids()).isPresent();
		assertThat(errors(repeat("filters-ids", EntryId.format(7), 101))).containsOnlyKeys("filters-ids");
	}

	@Test
	void takesPagesOfAnySize() {
		assertThat(parse("page", "318").offset()).isEqualTo(3170);
		assertThat(parse("page", "9223372036854775807", "per_page", "100").offset())
			.hasToString("922337203685477580600");
		assertThat(parse("page", "9".repeat(100)).page().bitLength()).isGreaterThan(64);
	}

	@Test
	void pagesByCursorFromTheBeginningOrFromAPlace() {
		assertThat(parse("after", "").keyset()).isTrue();
		assertThat(parse("after", "").after()).isNull();
		assertThat(parse("after", new Cursor(7).text()).after()).isEqualTo(new Cursor(7));
	}

	@Test
	void cursorAndPageExcludeEachOther() {
		assertThat(errors("after", "", "page", "1")).containsOnlyKeys("after", "page");
	}

	@ParameterizedTest
	@CsvSource({ "page, 0", "page, -1", "page, 1.5", "page, x", "page, '１'", "page, 0x1", "page, +1", "per_page, 0",
			"per_page, 101", "per_page, 99999999999999999999", "per_page, -5", "sort_by, type", "sort_by, -type",
			"sort_by, --_id", "filters-types, CHANGED", "filters-types, added", "filters-created_after, yesterday",
			"filters-created_before, 2024-02-30", "after, x", "after, ' '", "filters-document_types, Invoice" })
	void refusesWhatAParameterDoesNotTake(String name, String value) {
		assertThat(errors(name, value)).containsOnlyKeys(name).allSatisfy((key, messages) -> {
			assertThat(messages).hasSize(1);
			assertThat(messages.get(0)).startsWith(name + " takes ").endsWith(".");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "attributes", "filters-created_after", "filters-created_before", "filters-document_types",
			"filters-documents", "filters-field", "filters-ids", "filters-organization", "filters-patient",
			"filters-request_id", "filters-types", "filters-user", "page", "per_page", "sort_by" })
	void refusesEmptyAndBlankValues(String name) {
		assertThat(errors(name, "")).containsOnlyKeys(name);
		assertThat(errors(name, " \t")).containsOnlyKeys(name);
	}

	@ParameterizedTest
	@CsvSource({ "filters-created_after, 2024-11-01", "filters-created_before, 2024-11-01", "filters-field, f",
			"filters-organization, o", "filters-patient, p", "filters-request_id, r", "filters-user, u", "page, 1",
			"per_page, 1", "after, ''" })
	void refusesToChooseAmongRepeatedValues(String name, String value) {
		assertThat(errors(name, value, name, value)).containsOnlyKeys(name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "filters-user", "filters-patient", "filters-organization", "filters-field",
			"filters-request_id", "filters-documents" })
	void refusesTextThatNoRecordCouldHold(String name) {
		assertThat(errors(name, "a\u0000b")).containsOnlyKeys(name);
		assertThat(errors(name, "a\ud800b")).containsOnlyKeys(name);
		assertThat(errors(name, "a".repeat(100_000))).containsOnlyKeys(name);
	}

	@Test
	void saysWhichDocumentTypesThereAre() {
		assertThat(errors("filters-document_types", "Invoice").get("filters-document_types"))
			.containsExactly("filters-document_types takes BillingItem, Cms1500.");
	}

	@Test
	void refusesUnknownParametersByName() {
		assertThat(errors("filter-user", "u")).containsOnlyKeys("filter-user");
		assertThat(errors("Page", "1")).containsOnlyKeys("Page");
	}

	@Test
	void answersThousandsOfUnknownParametersWithAFew() {
		Map<String, String[]> parameters = new HashMap<>();
		for (int i = 0; i < 5000; i++) {
			parameters.put("x".repeat(1000) + i, new String[] { "1" });
		}
		Refusal refusal = catchThrowableOfType(Refusal.class, () -> this.parser.parse(Scope.everything(), parameters));
		assertThat(refusal.argErrors().toString().length()).isLessThan(10_000);
	}

	@Test
	void namesEveryBadArgumentAtOnce() {
		assertThat(errors("page", "0", "per_page", "0", "x", "1")).containsOnlyKeys("page", "per_page", "x");
	}

	private ListRequest parse(String... pairs) {
		return this.parser.parse(Scope.organization("acme"), parameters(pairs));
	}

	private Map<String, List<String>> errors(String... pairs) {
		Refusal refusal = catchThrowableOfType(Refusal.class, () -> parse(pairs));
		assertThat(refusal.status()).isEqualTo(400);
		return refusal.argErrors();
	}

	private static String[] repeat(String name, String value, int times) {
		String[] pairs = new String[2 * times];
		for (int i = 0; i < pairs.length; i += 2) {
			pairs[i] = name;
			pairs[i + 1] = value;
		}
		return pairs;
	}

	private static Map<String, String[]> parameters(String... pairs) {
		Map<String, String[]> parameters = new HashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			String value = pairs[i + 1];
			parameters.merge(pairs[i], new String[] { value }, (before, added) -> {
				String[] all = Arrays.copyOf(before, before.length + 1);
				all[before.length] = value;
				return all;
			});
		}
		return parameters;
	}

}
