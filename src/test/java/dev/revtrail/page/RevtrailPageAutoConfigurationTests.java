package dev.revtrail.page;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Changes;
import dev.revtrail.Cursor;
import dev.revtrail.DeletedRecords;
import dev.revtrail.EmptyLog;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.EventTypes;
import dev.revtrail.PatientAccess;
import dev.revtrail.Labels;
import dev.revtrail.RecordDifference;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordSnapshot;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.Scope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.MessageSource;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a host sets of the audit page.
 */
@Tag("h2")
class RevtrailPageAutoConfigurationTests {

	private static final String ENTRIES = "/audit-log/data/entries";

	private static final String SETTINGS = "/audit-log/data/settings";

	private static final String EXPORT = "/audit-log/data/export?format=csv";

	private final WebApplicationContextRunner off = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(WebMvcAutoConfiguration.class,
				HttpMessageConvertersAutoConfiguration.class, RevtrailPageAutoConfiguration.class))
		.withBean(ChangeLog.class, EmptyLog::new)
		.withBean(RecordHistory.class, NoHistory::new)
		.withBean(RecordTypes.class,
				() -> () -> List.of(new RecordType("BILLING_ITEM"), new RecordType("CMS1500"), new RecordType("USER")))
		.withBean(EventTypes.class, () -> List::of);

	private final WebApplicationContextRunner runner = this.off.withPropertyValues("revtrail.page.enabled=true");

	@Test
	void isOffUnlessTheHostSwitchesItOn() {
		this.off.run((context) -> assertThat(context).doesNotHaveBean(PageDataController.class)
			.doesNotHaveBean(PageExportController.class));
	}

	@Test
	void settingsAreTheHostsAndTheViewers() {
		as(this.runner, Caller.AUDIT_PAGE)
			.withPropertyValues("revtrail.page.title=Who did what", "revtrail.page.sign-out=/leave",
					"revtrail.page.colors.billing-item=teal", "revtrail.page.links.USER=/people/{id}?tab=1",
					"revtrail.page.links.[BILLING_ITEM]=https://bills.example/{id}",
					"revtrail.page.colors.LegalHold=slate")
			.run((context) -> assertThat(mvc(context).get().uri(SETTINGS)).hasStatus(200)
				.bodyJson()
				.isStrictlyEqualTo("""
						{"title": "Who did what", "path": "/audit-log", "signOut": "/leave",
						 "viewer": {"id": "7", "kind": "user", "name": "Ann", "email": null, "organization": "acme"},
						 "mayOpenPage": true,
						 "mayExport": false,
						 "types": [
						  {"name": "BILLING_ITEM", "title": "Billing item", "color": "teal",
						   "link": "https://bills.example/{id}"},
						  {"name": "CMS1500", "title": "CMS1500", "color": null, "link": null},
						  {"name": "USER", "title": "User", "color": null, "link": "/people/{id}?tab=1"},
						  {"name": "APPLICATION", "title": "Application", "color": null, "link": null},
						  {"name": "CHANGE_LOG", "title": "Change log", "color": null, "link": null},
						  {"name": "LEGAL_HOLD", "title": "Legal hold", "color": "slate", "link": null},
						  {"name": "PURGE", "title": "Purge", "color": null, "link": null}],
						 "questions": [
						  {"text": "question.deletions", "filter": "action=DELETE"},
						  {"text": "question.sign-ins", "filter": "action=SIGN_IN_FAILED"},
						  {"text": "question.exports", "filter": "action=EXPORT&type=CHANGE_LOG"}],
						 "actions": ["CREATE", "DELETE", "UPDATE"], "actionTitles": {}}"""));
	}

	@Test
	void theHostsWordsAreThoseOfItsMessagesAndProperties() {
		StaticMessageSource messages = new StaticMessageSource();
		messages.addMessage("revtrail.type.USER", Locale.GERMAN, "Person");
		messages.addMessage("revtrail.field.USER.phone", Locale.GERMAN, "Telefon");
		messages.addMessage("revtrail.sentence.USER.CREATE", Locale.GERMAN, "{user} nahm {record} auf");
		as(this.runner, Caller.AUDIT_PAGE).withBean("messageSource", MessageSource.class, () -> messages)
			.withBean("fields", RecordTypes.class, UsersWithAPhone::new, (bean) -> bean.setPrimary(true))
			.withPropertyValues("revtrail.page.sentences.user.update.phone={user} phones from {to}",
					"revtrail.page.questions[0].title=Phones",
					"revtrail.page.questions[0].filter=type=USER&field=phone")
			.run((context) -> assertThat(mvc(context).get().uri(SETTINGS).header("Accept-Language", "de"))
				.hasStatus(200)
				.bodyJson()
				.isLenientlyEqualTo("""
						{"types": [
						  {"name": "USER", "title": "Person", "fields": {"phone": "Telefon"}, "sentences": {
						   "CREATE": "{user} nahm {record} auf", "UPDATE.phone": "{user} phones from {to}"}},
						  {"name": "APPLICATION"}, {"name": "CHANGE_LOG"}, {"name": "LEGAL_HOLD"}, {"name": "PURGE"}],
						 "questions": [{}, {}, {}, {"title": "Phones", "filter": "type=USER&field=phone"}]}"""));
	}

	@Test
	void aHostMayHaveFurtherMessages() {
		as(this.runner, Caller.AUDIT_PAGE).withBean("securityMessages", MessageSource.class, StaticMessageSource::new)
			.run((context) -> assertThat(mvc(context).get().uri(SETTINGS)).hasStatus(200));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "revtrail.page.language=it | en, de, es, fr",
			"revtrail.page.home=//elsewhere | a path of the application",
			"revtrail.page.sentences.user=Hello | names no action after the record type",
			"revtrail.page.sentences.usr.create=Hello | names no record type",
			"revtrail.page.sentences.user.made=Hello | names no action. There are CREATE",
			"revtrail.page.sentences.user.update.fax=Hello | names no field of USER. There are phone",
			"revtrail.page.sentences.user.create.phone=Hello | names a field, which only updates have",
			"revtrail.page.sentences.user.create={user} hired {recrd} | has the place {recrd}. There are user, record",
			"revtrail.page.questions[0].title=Phones | takes a filter for 'Phones'" })
	void whatIsWrongWithThePagesWordsIsSaid(String property, String problem) {
		as(this.runner, Caller.AUDIT_PAGE)
			.withBean("fields", RecordTypes.class, UsersWithAPhone::new, (bean) -> bean.setPrimary(true))
			.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(problem));
	}

	@Test
	void anExportTakesBothAuthorities() {
		WebApplicationContextRunner exports = this.runner.withBean(EventLog.class, Forgetting::new);
		as(exports, Caller.AUDIT_PAGE).run((context) -> {
			assertThat(mvc(context).get().uri(EXPORT).header("X-Requested-With", "test")).hasStatus(403);
			assertThat(mvc(context).get().uri("/audit-log/data/export/x")).hasStatus(403);
			assertThat(mvc(context).get().uri(SETTINGS)).bodyText().contains("\"mayExport\":false");
		});
		as(exports, Caller.AUDIT_EXPORT).run((context) -> {
			assertThat(mvc(context).get().uri(EXPORT).header("X-Requested-With", "test")).hasStatus(403);
			assertThat(mvc(context).get().uri(SETTINGS)).hasStatus(403);
		});
		as(exports, Caller.AUDIT_PAGE, Caller.AUDIT_EXPORT).run((context) -> {
			assertThat(mvc(context).get().uri(EXPORT).header("X-Requested-With", "test")).hasStatus(200)
				.bodyText()
				.startsWith("\ufeffTime,User,")
				.contains(",Entry id,Trace id\r\n_export,");
			assertThat(mvc(context).get().uri(SETTINGS)).bodyText().contains("\"mayExport\":true");
		});
		exports.run((context) -> assertThat(mvc(context).get().uri(EXPORT).header("X-Requested-With", "test"))
			.hasStatus(401));
	}

	@Test
	void onePatientsEntriesTakeTheAuthorityAndTheHostsAccess() {
		WebApplicationContextRunner host = this.runner.withBean(PatientAccess.class,
				() -> (caller, patient) -> patient.equals("ann"));
		as(this.runner, Caller.AUDIT_PATIENT)
			.run((context) -> assertThat(mvc(context).get().uri(ENTRIES + "?patient=ann")).hasStatus(403));
		as(host, Caller.AUDIT_PATIENT).run((context) -> {
			assertThat(mvc(context).get().uri(ENTRIES + "?patient=ann")).hasStatus(200);
			assertThat(mvc(context).get().uri(SETTINGS + "?patient=ann")).hasStatus(200)
				.bodyText()
				.contains("\"mayOpenPage\":false");
			assertThat(mvc(context).get().uri(ENTRIES + "?patient=bob")).hasStatus(403);
			assertThat(mvc(context).get().uri(ENTRIES)).hasStatus(403);
		});
		as(host, Caller.AUDIT_READ)
			.run((context) -> assertThat(mvc(context).get().uri(ENTRIES + "?patient=ann")).hasStatus(403));
		host.run((context) -> assertThat(mvc(context).get().uri(ENTRIES + "?patient=ann")).hasStatus(401));
	}

	@Test
	void otherSitesLoadNothingOfItEvenIfTheHostSetsNoHeaders() {
		as(this.runner, Caller.AUDIT_PAGE).run((context) -> {
			for (String path : List.of("/audit-log", "/audit-log/timeline.js", "/audit-log/log.js",
					"/audit-log/assets/none.js", SETTINGS)) {
				assertThat(mvc(context).get().uri(path)).headers()
					.hasValue("X-Content-Type-Options", "nosniff")
					.hasValue("Cross-Origin-Resource-Policy", "same-origin");
			}
		});
	}

	@Test
	void aFieldThatOnlyEntriesHaveIsNoError() {
		String byField = "/audit-log/data/entries?type=USER&field=";
		WebApplicationContextRunner host = as(this.runner, Caller.AUDIT_PAGE)
			.withBean("fields", RecordTypes.class, UsersWithAPhone::new, (bean) -> bean.setPrimary(true))
			.withBean("fax", ChangeLog.class, LogOfFaxes::new, (bean) -> bean.setPrimary(true));
		host.run((context) -> {
			assertThat(mvc(context).get().uri(byField + "Phone")).hasStatus(200);
			assertThat(mvc(context).get().uri(byField + "fax")).hasStatus(200);
			assertThat(mvc(context).get().uri(byField + "telex")).hasStatus(400).bodyText().contains("such as phone");
		});
	}

	@Test
	void withoutEventsThereIsNoExport() {
		as(this.runner, Caller.AUDIT_PAGE, Caller.AUDIT_EXPORT).run((context) -> {
			assertThat(mvc(context).get().uri(EXPORT)).hasStatus(404);
			assertThat(mvc(context).get().uri(SETTINGS)).bodyText().contains("\"mayExport\":false");
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"colors.user=purple|colors.user takes red, orange, amber, olive, green, teal, cyan, blue, indigo,",
			"colors.person=red|colors.person names no record type. There are BILLING_ITEM, CMS1500, USER,",
			"links.person=/x/{id}|links.person names no record type.", "links.user=/people|links.user takes a path",
			"links.user=people/{id}|links.user takes a path", "links.user=//evil.example/{id}|links.user takes a path",
			"links.user=/\\evil.example/{id}|links.user takes a path",
			"links.user=javascript:alert({id})|links.user takes a path",
			"links.user=JavaScript:/*{id}*/|links.user takes a path",
			"links.user=data:text/html,{id}|links.user takes a path",
			"links.user=https://{id}.example/|links.user takes a path",
			"links.user=https:/x/{id}|links.user takes a path", "links.user=/a b/{id}|links.user takes a path",
			"sign-in=https://evil.example|sign-in takes a path", "sign-in=//evil.example|sign-in takes a path",
			"sign-out=javascript:x|sign-out takes a path", "sign-out=leave|sign-out takes a path",
			"title= |title takes a text", "path=audit|page.path takes a path" })
	void aMistakeStopsTheStart(String property, String message) {
		this.runner.withPropertyValues("revtrail.page." + property)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("revtrail.")
				.hasMessageContaining(message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "links.user=http://localhost:9000/u/{id}", "links.user=/u/{id}#top",
			"links.user=/u?id={id}", "sign-in=/login?from=audit", "colors.cms1500=violet" })
	void whatIsRightStarts(String property) {
		this.runner.withPropertyValues("revtrail.page." + property)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static WebApplicationContextRunner as(WebApplicationContextRunner runner, String... authorities) {
		Actor ann = new Actor("7", Actor.Type.USER, "Ann", null, "acme", null);
		return runner.withBean(CallerResolver.class,
				() -> () -> Optional.of(new Caller(ann, Scope.everything(), Set.of(authorities))));
	}

	private static MockMvcTester mvc(ApplicationContext context) {
		return MockMvcTester.from((WebApplicationContext) context);
	}

	/** Takes events and keeps none. */
	static class Forgetting implements EventLog {

		@Override
		public void record(Event event) {
		}

		@Override
		public void recordAlone(List<Event> events) {
		}

		@Override
		public void recordLater(List<Event> events) {
		}

	}

	/** Knows of no record. */
	static class NoHistory implements RecordHistory {

		@Override
		public Optional<RecordSnapshot> stateExactlyAt(Scope scope, RecordRef record, long revision) {
			return Optional.empty();
		}

		@Override
		public Optional<RecordSnapshot> stateAtOrBefore(Scope scope, RecordRef record, long revision) {
			return Optional.empty();
		}

		@Override
		public Optional<RecordSnapshot> stateAsOf(Scope scope, RecordRef record, Instant instant) {
			return Optional.empty();
		}

		@Override
		public Optional<RecordSnapshot> stateBeforeDeletion(Scope scope, RecordRef record) {
			return Optional.empty();
		}

		@Override
		public Optional<RecordDifference> difference(Scope scope, RecordRef record, long from, long to) {
			return Optional.empty();
		}

		@Override
		public Labels labels(Scope scope, RecordRef record, Changes changes, long revision) {
			return Labels.NONE;
		}

		@Override
		public DeletedRecords deleted(Scope scope, String recordType, @Nullable Cursor after, int size) {
			return new DeletedRecords(List.of(), null);
		}

	}

	/** Its records have a field. */
	private static final class UsersWithAPhone implements RecordTypes {

		@Override
		public List<RecordType> all() {
			return List.of(new RecordType("USER"));
		}

		@Override
		public Set<String> fields(String recordType) {
			return Set.of("phone");
		}

	}

	/** Its entries have a field that records had before. */
	private static final class LogOfFaxes extends EmptyLog {

		@Override
		public long count(ChangeQuery query) {
			return query.criteria().field().filter("fax"::equals).isPresent() ? 1 : 0;
		}

	}

}
