package dev.clinic.organization;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.revtrail.OrganizationTree;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The current tree of organizations, kept in memory until one of them changes. While a
 * change is under way nothing is cached, since it may yet roll back.
 */
@Component
class CachedOrganizationTree implements OrganizationTree {

	private final AtomicInteger pending = new AtomicInteger();

	private final AtomicLong generation = new AtomicLong();

	private volatile @Nullable Snapshot cached;

	private final JdbcClient jdbc;

	CachedOrganizationTree(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public Set<String> subtreeOf(String organizationId) {
		return links().subtreeOf(organizationId);
	}

	@Override
	public String rootOf(String organizationId) {
		return links().rootOf(organizationId);
	}

	@Override
	public Optional<String> brandOf(String organizationId) {
		return links().brandOf(organizationId);
	}

	private OrganizationLinks links() {
		long now = this.generation.get();
		Snapshot snapshot = this.cached;
		if (snapshot != null && snapshot.generation() == now && this.pending.get() == 0) {
			return snapshot.links();
		}
		OrganizationLinks links = load();
		if (this.pending.get() == 0) {
			this.cached = new Snapshot(now, links);
		}
		return links;
	}

	private OrganizationLinks load() {
		OrganizationLinks links = new OrganizationLinks();
		RowCallbackHandler add = (row) -> links.add(row.getString(1), row.getString(2), row.getString(3));
		this.jdbc.sql("select id, parent_id, brand from organization").query(add);
		return links;
	}

	/** Discards the tree. Must be called within the transaction of the change. */
	void changed() {
		this.generation.incrementAndGet();
		if (TransactionSynchronizationManager.isSynchronizationActive()) {
			this.pending.incrementAndGet();
			TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

				@Override
				public void afterCompletion(int status) {
					CachedOrganizationTree.this.generation.incrementAndGet();
					CachedOrganizationTree.this.pending.decrementAndGet();
				}

			});
		}
	}

	/** The tree of a generation; those of older generations are not used. */
	private record Snapshot(long generation, OrganizationLinks links) {

	}

}
