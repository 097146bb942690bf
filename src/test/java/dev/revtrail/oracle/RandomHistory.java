package dev.revtrail.oracle;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random transactions over the {@link Registry}, each with the entries that it should
 * leave.
 */
final class RandomHistory {

	private static final int RECORDS = 60;

	private final EntityManager entityManager;

	private final TransactionTemplate transaction;

	private final Draw draw;

	private final Map<Key, Shadow> committed = new LinkedHashMap<>();

	RandomHistory(EntityManager entityManager, TransactionTemplate transaction, long seed) {
		this.entityManager = entityManager;
		this.transaction = transaction;
		this.draw = new Draw(seed);
	}

	/** Does one transaction, and says what entries it should have left. */
	Transaction next() {
		Work work = new Work();
		boolean committing = !this.draw.chance(12);
		this.transaction.executeWithoutResult((status) -> {
			for (int i = 1 + this.draw.below(5); i > 0; i--) {
				work.step();
			}
			if (!committing) {
				if (this.draw.chance(50)) {
					this.entityManager.flush();
				}
				status.setRollbackOnly();
			}
		});
		return new Transaction(committing ? work.commit() : Map.of(), work.flushes == 0);
	}

	/** What one transaction does. */
	private final class Work {

		private final Map<Key, Shadow> records = new LinkedHashMap<>();

		/** Ids that were in use are not used again within the transaction. */
		private final Set<String> used = new LinkedHashSet<>();

		private int flushes;

		Work() {
			RandomHistory.this.committed.forEach((key, shadow) -> {
				this.records.put(key, shadow.copy());
				this.used.add(name(key));
			});
		}

		void step() {
			int chance = draw().below(100);
			List<Key> keys = List.copyOf(this.records.keySet());
			if (keys.isEmpty() || (chance < 35 && keys.size() < RECORDS)) {
				create(draw().of(Kinds.ALL));
			}
			else if (chance < 85) {
				update(draw().of(keys));
			}
			else {
				delete(draw().of(keys));
			}
			if (draw().chance(25)) {
				flush();
				if (draw().chance(30)) {
					em().clear();
				}
			}
		}

		private <E> void create(Kind<E> kind) {
			E entity = kind.create().apply(world());
			if (entity == null) {
				return;
			}
			Shadow shadow = Kinds.initial(kind);
			edit(kind, entity, shadow, draw().below(kind.edits().size() + 1));
			em().persist(entity);
			Key key = new Key(kind, kind.id().apply(entity));
			this.records.put(key, shadow);
			this.used.add(name(key));
		}

		private void update(Key key) {
			update(key.kind(), key);
		}

		private <E> void update(Kind<E> kind, Key key) {
			// Its fields are set directly, which a proxy would not notice
			E entity = Hibernate.unproxy(em().find(kind.entity(), key.id()), kind.entity());
			Shadow shadow = this.records.get(key);
			if (kind.mergeable() && draw().chance(20)) {
				flush();
				em().detach(entity);
				edit(kind, entity, shadow, 1 + draw().below(3));
				em().merge(entity);
			}
			else {
				edit(kind, entity, shadow, 1 + draw().below(4));
			}
		}

		private <E> void edit(Kind<E> kind, E entity, Shadow shadow, int edits) {
			for (int i = 0; i < edits; i++) {
				draw().of(kind.edits()).apply(entity, shadow, world());
			}
		}

		private void flush() {
			em().flush();
			this.flushes++;
		}

		private void delete(Key key) {
			Object reported = key.kind().text().apply(key.id());
			boolean referred = key.kind() == Kinds.HUMAN
					&& this.records.values().stream().anyMatch((shadow) -> shadow.refersTo(reported));
			if (!referred) {
				// References to it must be gone before it goes
				flush();
				em().remove(em().find(key.kind().entity(), key.id()));
				this.records.remove(key);
			}
		}

		private Kind.World world() {
			return new Kind.World(draw(), em(), this::humans, (type, id) -> !this.used.contains(type + " " + id));
		}

		private List<UUID> humans() {
			return this.records.keySet()
				.stream()
				.filter((key) -> key.kind() == Kinds.HUMAN)
				.map((key) -> (UUID) key.id())
				.toList();
		}

		Map<String, Prediction> commit() {
			Map<Key, Shadow> before = RandomHistory.this.committed;
			Set<Key> keys = new LinkedHashSet<>(before.keySet());
			keys.addAll(this.records.keySet());
			Map<String, Prediction> predictions = new HashMap<>();
			for (Key key : keys) {
				Prediction prediction = new Prediction(key.kind().type(), key.kind().text().apply(key.id()), key.id(),
						before.get(key), this.records.get(key));
				if (prediction.isEntry()) {
					predictions.put(name(key), prediction);
				}
			}
			before.clear();
			before.putAll(this.records);
			return predictions;
		}

		private String name(Key key) {
			return key.kind().type() + " " + key.kind().text().apply(key.id());
		}

	}

	private Draw draw() {
		return this.draw;
	}

	private EntityManager em() {
		return this.entityManager;
	}

	/**
	 * A transaction that was done.
	 *
	 * @param predictions the entries that it should have left, by type and id
	 * @param plain whether it was flushed by its commit alone
	 */
	record Transaction(Map<String, Prediction> predictions, boolean plain) {
	}

	/**
	 * A record.
	 *
	 * @param kind its kind
	 * @param id its id
	 */
	private record Key(Kind<?> kind, Object id) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Key key && this.kind == key.kind && this.id.equals(key.id);
		}

		@Override
		public int hashCode() {
			return this.id.hashCode();
		}

	}

}
