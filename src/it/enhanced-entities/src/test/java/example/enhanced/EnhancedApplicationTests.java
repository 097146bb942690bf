package example.enhanced;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Persistence;
import org.hibernate.engine.spi.ManagedEntity;
import org.hibernate.engine.spi.SelfDirtinessTracker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class EnhancedApplicationTests {

	@Autowired
	private ChangeLog log;

	@Autowired
	private RecordHistory history;

	@Autowired
	private EntityManager entityManager;

	@Autowired
	private TransactionTemplate transaction;

	private Author ann;

	private Manual manual;

	@BeforeEach
	void create() {
		this.ann = new Author("Ann", "born");
		Manual former = new Manual("Former", "old");
		this.manual = new Manual("Title", "body");
		this.manual.setCover(new byte[] { 1, 2 });
		this.manual.setCaption("caption");
		this.manual.setEdition(new Edition(1, "Rome"));
		this.manual.setFormer(former);
		this.manual.getTags().add("a");
		inTransaction((em) -> {
			em.persist(this.ann);
			em.persist(former);
			this.manual.setAuthor(this.ann);
			em.persist(this.manual);
		});
	}

	@Test
	void theEntitiesAreEnhancedAndTheirAttributesLazy() {
		assertThat(this.manual).isInstanceOf(ManagedEntity.class).isInstanceOf(SelfDirtinessTracker.class);
		assertThat(this.ann.getManuals()).containsExactly(this.manual);
		inTransaction((em) -> {
			Manual found = em.find(Manual.class, this.manual.getId());
			assertThat(Persistence.getPersistenceUtil().isLoaded(found, "body")).isFalse();
			assertThat(Persistence.getPersistenceUtil().isLoaded(found, "caption")).isFalse();
			assertThat(Persistence.getPersistenceUtil().isLoaded(found, "author")).isFalse();
		});
	}

	@Test
	void aCreationHasAllItsValues() {
		assertThat(newest()).contains(value("body", null, "body"), value("caption", null, "caption"),
				value("cover", null, "AQI="), value("author", null, this.ann.getId().toString()));
	}

	@Test
	void aRecordWhoseLazyAttributesAreUnreadIsDeletedWithAllOfThem() {
		inTransaction((em) -> em.remove(em.find(Manual.class, this.manual.getId())));

		assertThat(actions()).containsExactly(Action.DELETE, Action.CREATE);
		assertThat(newest()).contains(value("title", "Title", null), value("body", "body", null),
				value("caption", "caption", null), value("cover", "AQI=", null),
				value("author", this.ann.getId().toString(), null), value("edition.number", 1L, null),
				value("former", this.manual.getFormer().getId().toString(), null),
				new FieldChange.Elements("tags", List.of(), List.of("a"), List.of(), null));
	}

	@Test
	void aReferenceThatWasNeverLoadedIsDeletedWithAllItsAttributes() {
		inTransaction((em) -> em.remove(em.getReference(Manual.class, this.manual.getId())));

		assertThat(newest()).contains(value("body", "body", null), value("caption", "caption", null));
	}

	@Test
	void aRecordOfWhichSomeLazyAttributesWereReadOrSetIsDeletedWithTheirOldValues() {
		inTransaction((em) -> {
			Manual found = em.find(Manual.class, this.manual.getId());
			assertThat(found.getCaption()).isEqualTo("caption");
			found.setBody(found.getBody() + " and more");
			em.remove(found);
		});

		assertThat(newest()).contains(value("body", "body", null), value("caption", "caption", null), value("cover", "AQI=", null));
	}

	@Test
	void aRecordThatIsUpdatedAndDeletedInOneTransactionHasItsOldValues() {
		inTransaction((em) -> {
			Manual found = em.find(Manual.class, this.manual.getId());
			found.setTitle("other");
			em.flush();
			em.remove(found);
		});

		assertThat(newest()).contains(value("title", "Title", null), value("body", "body", null),
				value("caption", "caption", null));
	}

	@Test
	void anUpdateDoesNotReportLazyAttributesThatAreUnread() {
		change((found) -> found.setTitle("other"));

		assertThat(newest()).containsExactly(value("title", "Title", "other"));
		assertThat(state()).containsEntry("body", "body")
			.containsEntry("caption", "caption")
			.containsEntry("author", this.ann.getId().toString());
	}

	@Test
	void aLazyAttributeThatIsSetUnreadHasItsOldValueFromTheRowBefore() {
		change((found) -> found.setBody("new"));

		assertThat(newest()).containsExactly(value("body", "body", "new"));
		assertThat(state()).containsEntry("caption", "caption");
	}

	@Test
	void aLazyAttributeThatIsReadAndSetHasItsOldValue() {
		change((found) -> found.setCaption(found.getCaption() + "!"));

		assertThat(newest()).containsExactly(value("caption", "caption", "caption!"));
		assertThat(state()).containsEntry("body", "body").containsEntry("cover", "AQI=");
	}

	@Test
	void aLazyAttributeThatIsSetToWhatItWasIsNotReported() {
		change((found) -> found.setBody("body"));

		assertThat(newest().stream().map(FieldChange::field)).doesNotContain("title", "caption", "cover", "author");
	}

	@Test
	void aCollectionThatChangesAloneKeepsLazyAttributesInTheAuditRow() {
		change((found) -> found.getTags().add("b"));

		assertThat(newest())
			.containsExactly(new FieldChange.Elements("tags", List.of("b"), List.of(), List.of(), null));
		assertThat(state()).containsEntry("body", "body")
			.containsEntry("caption", "caption")
			.containsEntry("author", this.ann.getId().toString())
			.containsEntry("title", "Title");
	}

	@Test
	void anEmbeddableAndReferencesChange() {
		Author bob = new Author("Bob", "born too");
		inTransaction((em) -> em.persist(bob));

		change((found) -> {
			found.getEdition().setPlace("Oslo");
			found.setAuthor(this.entityManager.find(Author.class, bob.getId()));
			found.setFormer(null);
		});

		assertThat(newest()).containsExactlyInAnyOrder(value("edition.place", "Rome", "Oslo"),
				value("author", this.ann.getId().toString(), bob.getId().toString()),
				value("former", this.manual.getFormer().getId().toString(), null));
	}

	@Test
	void aReferenceToARecordThatIsNotLoadedChangesByAssociationManagement() {
		Author bob = new Author("Bob", "born too");
		inTransaction((em) -> em.persist(bob));

		inTransaction((em) -> em.find(Manual.class, this.manual.getId())
			.setAuthor(em.getReference(Author.class, bob.getId())));

		assertThat(newest())
			.containsExactly(value("author", this.ann.getId().toString(), bob.getId().toString()));
		RecordRef author = new RecordRef("AUTHOR", bob.getId().toString());
		assertThat(entries(author)).hasSize(1);
	}

	@Test
	void aRecordWhoseInverseCollectionChangesKeepsTheValueBeforeOfItsLazyAttributes() {
		Author author = this.ann;
		inTransaction((em) -> {
			Manual other = new Manual("Other", "other");
			other.setAuthor(em.find(Author.class, author.getId()));
			em.persist(other);
		});

		inTransaction((em) -> em.find(Author.class, author.getId()).setBiography("new"));

		assertThat(entries(new RecordRef("AUTHOR", author.getId().toString())).get(0).changes().list())
			.containsExactly(value("biography", "born", "new"));
	}

	@Test
	void aRecordWhoseChildIsDeletedKeepsTheValueBeforeOfItsLazyAttributes() {
		inTransaction((em) -> {
			assertThat(em.find(Author.class, this.ann.getId()).getName()).isEqualTo("Ann");
			em.remove(em.find(Manual.class, this.manual.getId()));
		});

		inTransaction((em) -> em.find(Author.class, this.ann.getId()).setBiography("new"));

		assertThat(entries(new RecordRef("AUTHOR", this.ann.getId().toString())).get(0).changes().list())
			.containsExactly(value("biography", "born", "new"));
	}

	@Test
	void aDetachedObjectIsMerged() {
		Manual detached = this.transaction
			.execute((status) -> this.entityManager.find(Manual.class, this.manual.getId()));
		detached.setTitle("merged");
		inTransaction((em) -> em.merge(detached));

		assertThat(newest()).containsExactly(value("title", "Title", "merged"));
		assertThat(state()).containsEntry("body", "body");
	}

	private static FieldChange value(String field, Object from, Object to) {
		return new FieldChange.Value(field, from, to, true);
	}

	private RecordRef ref() {
		return new RecordRef("MANUAL", this.manual.getId().toString());
	}

	private List<ChangeEntry> entries(RecordRef record) {
		return this.log.slice(ChangeQuery.in(Scope.everything()).record(record), null, 50).entries();
	}

	private List<Action> actions() {
		return entries(ref()).stream().map(ChangeEntry::action).toList();
	}

	private List<FieldChange> newest() {
		return entries(ref()).get(0).changes().list();
	}

	private Map<String, Object> state() {
		return this.history
			.stateExactlyAt(Scope.everything(), ref(), entries(ref()).get(0).revision().number())
			.orElseThrow()
			.values();
	}

	private void change(Consumer<Manual> change) {
		inTransaction((em) -> change.accept(em.find(Manual.class, this.manual.getId())));
	}

	private void inTransaction(Consumer<EntityManager> work) {
		this.transaction.executeWithoutResult((status) -> work.accept(this.entityManager));
	}

}
