package dev.clinic.page;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.clinic.care.CarePlan;
import dev.clinic.people.User;
import dev.clinic.record.Role;
import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.context.ChangeContext;
import jakarta.persistence.EntityManager;

import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Entries of the organization {@code acme} whose names, texts and ids have misled other
 * pages.
 */
final class AwkwardRecords {

	/** What names, texts and actors are called. */
	static final List<String> TEXTS = List.of("<script>document.title='broken'</script>",
			"\"><img src=x onerror=\"document.title='broken'\">", "'-alert(1)-'", "{{7*7}}${7*7}<%=7*7%>",
			"javascript:alert(1)", "&lt;b&gt;&amp;", "\u202Ereversed\u202C \u0645\u0631\u062D\u0628\u0627",
			"\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDFF3\uFE0F\u200D\uD83C\uDF08",
			"Z\u0351\u036B\u0343\u036A\u0302a\u0363\u0369lgo", "null", "  in  spaces  ", "two\nlines\tand a tab");

	/** The names that actors have in the log, which are one line each. */
	static final List<String> NAMES = TEXTS.stream()
		.map((text) -> text.equals("two\nlines\tand a tab") ? "two lines and a tab" : text)
		.toList();

	/** Ids that mean something in an address. */
	static final List<String> IDS = List.of("a/b", "a?b=c", "a%2Fb", "a%b", "a#b", "a&b=c", "a+b", "a b", "..", "a;b",
			"\"a'b<c>", "\u00E9\u6F22");

	private static boolean written;

	private AwkwardRecords() {
	}

	/**
	 * Writes them, once for each text and id, and once 10,000 characters without a space.
	 * All tests share a clinic, so the first that asks has them written.
	 */
	static synchronized void write(ApplicationContext clinic) {
		if (written) {
			return;
		}
		written = true;
		TransactionTemplate transactions = new TransactionTemplate(clinic.getBean(PlatformTransactionManager.class));
		EntityManager records = clinic.getBean(EntityManager.class);
		List<String> texts = new ArrayList<>(TEXTS);
		texts.add("x".repeat(10_000));
		texts.forEach((text) -> clinic.getBean(ChangeContext.class)
			.runAs(actor(text), "awkward", () -> transactions.executeWithoutResult((status) -> add(records, text))));
		EventLog events = clinic.getBean(EventLog.class);
		for (String id : IDS) {
			events.recordAlone(List.of(Event.of(Action.VIEW, new RecordRef("USER", id)).by(actor(id))));
		}
	}

	private static void add(EntityManager records, String text) {
		String name = text.substring(0, Math.min(text.length(), 80));
		User patient = new User("acme", Role.PATIENT,
				"awkward" + Integer.toUnsignedString(text.hashCode()) + "@acme.example", name, name);
		records.persist(patient);
		CarePlan plan = new CarePlan(patient, null, name, LocalDate.of(2025, 1, 1));
		plan.summarize(text);
		records.persist(plan);
		records.flush();
		patient.rename(name, Objects.requireNonNull(patient.getId()).toString());
	}

	private static Actor actor(String text) {
		return new Actor("awkward/" + Integer.toUnsignedString(text.hashCode()), Actor.Type.USER,
				text.substring(0, Math.min(text.length(), 255)), "awkward+\"'<&>@acme.example", "acme", "acme");
	}

}
