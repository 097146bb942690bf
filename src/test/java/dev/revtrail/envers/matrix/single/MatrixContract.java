package dev.revtrail.envers.matrix.single;

import java.util.List;

import dev.revtrail.FieldChange;
import dev.revtrail.LibraryTest;
import dev.revtrail.envers.matrix.MatrixCase;
import jakarta.persistence.EntityManagerFactory;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * What the tests of the matrix have in common.
 */
@LibraryTest(MatrixApplication.class)
abstract class MatrixContract extends MatrixCase {

	@Autowired
	EntityManagerFactory factory;

	List<FieldChange> newest(String type, Object id) {
		return history(type, id).get(0).changes().list();
	}

	void remove(Class<?> type, Object id) {
		inTransaction((em) -> em.remove(em.find(type, id)));
	}

}
