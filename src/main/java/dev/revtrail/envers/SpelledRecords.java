package dev.revtrail.envers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.revtrail.RecordRef;
import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Finds how entries spell records, of whose spellings a caller or a reference may have
 * another. Takes a statement only for types whose ids can be spelled in several ways.
 */
final class SpelledRecords {

	private static final int RECORDS_PER_STATEMENT = 500;

	private final EntityManager entityManager;

	private final Spellings spellings;

	SpelledRecords(EntityManager entityManager, Spellings spellings) {
		this.entityManager = entityManager;
		this.spellings = spellings;
	}

	/** Returns a record as entries spell it. */
	RecordRef asInEntries(RecordRef record) {
		return asInEntries(List.of(record)).getOrDefault(record, record);
	}

	/** Returns the records that entries spell otherwise, with that spelling. */
	Map<RecordRef, RecordRef> asInEntries(Collection<RecordRef> records) {
		Map<StoredSpelling, Set<RecordRef>> spelled = new LinkedHashMap<>();
		records.forEach((record) -> {
			StoredSpelling spelling = this.spellings.ofRecord(record.type(), record.id());
			if (spelling != null) {
				spelled.computeIfAbsent(spelling, (key) -> new HashSet<>()).add(record);
			}
		});
		Map<RecordRef, RecordRef> found = new HashMap<>();
		spelled.forEach((spelling, ofType) -> find(spelling, List.copyOf(ofType), found));
		return found;
	}

	/** Returns ids and, where entries of some types spell them otherwise, those too. */
	Set<String> withSpellings(Collection<String> recordTypes, Set<String> ids) {
		List<RecordRef> records = new ArrayList<>();
		this.spellings.among(recordTypes).forEach((type) -> ids.forEach((id) -> records.add(new RecordRef(type, id))));
		Set<String> all = new HashSet<>(ids);
		asInEntries(records).values().forEach((record) -> all.add(record.id()));
		return all;
	}

	/** The types whose records can be spelled in several ways. */
	Set<String> types() {
		return this.spellings.types();
	}

	private void find(StoredSpelling spelling, List<RecordRef> records, Map<RecordRef, RecordRef> found) {
		SharedSessionContractImplementor session = this.entityManager.unwrap(SharedSessionContractImplementor.class);
		for (int from = 0; from < records.size(); from += RECORDS_PER_STATEMENT) {
			List<RecordRef> some = records.subList(from, Math.min(from + RECORDS_PER_STATEMENT, records.size()));
			session.getJdbcCoordinator().coordinateWork((executor, connection) -> {
				find(session, connection, spelling, some, found);
				return null;
			});
		}
	}

	private static void find(SharedSessionContractImplementor session, Connection connection, StoredSpelling spelling,
			List<RecordRef> records, Map<RecordRef, RecordRef> found) throws SQLException {
		String selects = IntStream.range(0, records.size())
			.mapToObj((record) -> "select " + record + ", " + spelling.sql())
			.collect(Collectors.joining(" union all "));
		try (PreparedStatement statement = connection.prepareStatement(selects)) {
			int parameter = 1;
			for (RecordRef record : records) {
				parameter = spelling.bind(statement, parameter, record.id(), session);
			}
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					RecordRef record = records.get(rows.getInt(1));
					String id = rows.getString(2);
					if (id != null && !id.equals(record.id())) {
						found.put(record, new RecordRef(record.type(), id));
					}
				}
			}
		}
	}

}
