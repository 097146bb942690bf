package dev.revtrail.envers.archive;

import java.util.List;
import java.util.Objects;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.LargeValue;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import jakarta.persistence.EntityManager;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes one document's text, of millions of characters, in the given number of
 * revisions, then lists a page of 50 entries. A process of its own, so that its heap can
 * be bounded.
 */
public final class LargeDocumentProcess {

	/** How long each text is: the system property {@code large.length}. */
	public static final int LENGTH = Integer.getInteger("large.length", 2_000_000);

	private LargeDocumentProcess() {
	}

	public static void main(String[] arguments) {
		int revisions = Integer.getInteger("revisions");
		try (var context = new SpringApplicationBuilder(Archive.class).web(WebApplicationType.NONE).run(arguments)) {
			TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
			EntityManager entityManager = context.getBean(EntityManager.class);
			Document document = new Document();
			document.text = text(0);
			transaction.executeWithoutResult((status) -> entityManager.persist(document));
			document.text = null;
			long id = Objects.requireNonNull(document.id);
			for (int i = 1; i < revisions; i++) {
				String text = text(i);
				transaction.executeWithoutResult((status) -> entityManager.find(Document.class, id).text = text);
			}
			ChangeQuery history = ChangeQuery.in(Scope.everything())
				.record(new RecordRef("DOCUMENT", String.valueOf(id)))
				.actions(java.util.Set.of(Action.UPDATE));
			List<ChangeEntry> entries = context.getBean(ChangeLog.class).page(history, 0, 50).entries();
			for (ChangeEntry entry : entries) {
				FieldChange.Value change = (FieldChange.Value) entry.changes().of("text").orElseThrow();
				LargeValue from = (LargeValue) Objects.requireNonNull(change.from());
				LargeValue to = (LargeValue) Objects.requireNonNull(change.to());
				System.out.println("entry " + number(from) + " " + number(to) + " " + to.length() + " " + to.sha256());
			}
		}
	}

	private static String number(LargeValue value) {
		return value.start().substring(0, value.start().indexOf(' '));
	}

	/**
	 * One of the texts.
	 * @param number which one; it begins with it
	 * @return the text
	 */
	public static String text(int number) {
		String start = number + " ";
		return start + "clinical text, ".repeat(LENGTH / 15 + 1).substring(0, LENGTH - start.length());
	}

}
