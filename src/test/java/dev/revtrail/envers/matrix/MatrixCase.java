package dev.revtrail.envers.matrix;

import dev.revtrail.ChangeLogCase;
import dev.revtrail.envers.log.KeptValuesCheck;
import dev.revtrail.envers.reconciliation.ReconciliationCheck;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every test of the matrix extends, so that each case is checked for the old values
 * that its entries keep, and for what it leaves in the database and in the log.
 */
@ExtendWith({ KeptValuesCheck.class, ReconciliationCheck.class })
public abstract class MatrixCase extends ChangeLogCase {

}
