package dev.revtrail.envers.matrix.inverse;

import org.springframework.test.context.TestPropertySource;

/**
 * The same where changes of collections make no revisions of the parents.
 */
@TestPropertySource(properties = "spring.jpa.properties.org.hibernate.envers.revision_on_collection_change=false")
class ChildrenOfListsWithoutParentsRevisionsTests extends ChildrenOfListsTests {

}
