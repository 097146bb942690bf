package dev.revtrail.envers.matrix.collections;

import dev.revtrail.ChangeLogCase;

import dev.revtrail.envers.log.RowBeforeDiffers;
import org.hibernate.envers.AuditReaderFactory;
import org.hibernate.envers.RevisionType;
import org.hibernate.envers.query.AuditEntity;
import org.junit.jupiter.api.Test;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same where Envers' rows of deletions hold no values, so that they come from the row
 * before.
 */
@TestPropertySource(properties = ChangeLogCase.NO_DATA_AT_DELETE)
class DeletionWithoutDataAtDeleteTests extends DeletionTests {

	@Override
	@Test
	@RowBeforeDiffers("Envers writes what a session loaded over what another has changed since")
	void whatAnAuditRowMissedIsRecordedAsItWasLoaded() {
		super.whatAnAuditRowMissedIsRecordedAsItWasLoaded();
	}

	@Test
	void theRowOfTheDeletionHoldsNoValues() {
		Person person = person("m", target());
		delete(Person.class, person.id);

		inTransaction((em) -> {
			Person deleted = (Person) AuditReaderFactory.get(em)
				.createQuery()
				.forRevisionsOfEntity(Person.class, true, true)
				.add(AuditEntity.id().eq(person.id))
				.add(AuditEntity.revisionType().eq(RevisionType.DEL))
				.getSingleResult();
			assertThat(deleted.profile).satisfiesAnyOf((profile) -> assertThat(profile).isNull(),
					(profile) -> assertThat(profile.motto).isNull());
		});
	}

}
