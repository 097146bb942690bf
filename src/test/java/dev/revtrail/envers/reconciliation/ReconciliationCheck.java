package dev.revtrail.envers.reconciliation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.revtrail.RecordType;
import dev.revtrail.envers.index.TrackedPersistence;
import dev.revtrail.envers.log.LastStates;
import dev.revtrail.envers.model.RecordScan;
import dev.revtrail.envers.model.TrackedEntity;
import dev.revtrail.envers.model.TrackedFactory;
import dev.revtrail.envers.model.TrackedModel;
import dev.revtrail.reconciliation.Discrepancy;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When all tests of a class have been executed, compares all that they have left with the
 * log. Writes no entry, as other classes may read the same log.
 */
public final class ReconciliationCheck implements AfterAllCallback {

	private static final int MOST = 500;

	/** So that there are several pages, by ids of every kind. */
	private static final int FEW = 2;

	@Override
	public void afterAll(ExtensionContext context) {
		ApplicationContext application = SpringExtension.getApplicationContext(context);
		TrackedModel model = application.getBean(TrackedFactory.class).model();
		LastStates log = application.getBean(LastStates.class);
		TrackedPersistence persistence = application.getBean(TrackedPersistence.class);
		Map<String, Integer> compared = new TreeMap<>();
		List<Discrepancy> discrepancies = new ArrayList<>();
		persistence.newTransaction().executeWithoutResult((status) -> {
			SharedSessionContractImplementor session = persistence.entityManager()
				.unwrap(SharedSessionContractImplementor.class);
			Comparison comparison = new Comparison(model, log, session);
			for (RecordType type : model.all()) {
				List<TrackedEntity> entities = model.concreteOf(type.name());
				for (TrackedEntity entity : entities) {
					List<Object> ids = new RecordScan(entity).after(session, null, MOST);
					if (!ids.isEmpty()) {
						Findings findings = comparison.records(entity, ids);
						compared.merge(type.name(), findings.compared(), Integer::sum);
						discrepancies.addAll(findings.discrepancies());
					}
				}
				for (TrackedEntity top : StoredReconciliation.tops(entities)) {
					String last = null;
					for (List<List<Object>> ids = log.idsAfter(top, last, FEW); !ids.isEmpty(); ids = log.idsAfter(top,
							last, FEW)) {
						discrepancies.addAll(comparison.gone(top, ids).discrepancies());
						last = String.join(",", top.key().texts(ids.get(ids.size() - 1)));
					}
				}
			}
		});
		System.out.println("compared with the log: " + compared);
		assertThat(discrepancies).as("what the log does not know of").isEmpty();
	}

}
