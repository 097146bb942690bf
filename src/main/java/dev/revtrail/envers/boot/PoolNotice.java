package dev.revtrail.envers.boot;

import java.util.List;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;

/**
 * Says at start-up what it means for events that a pool has one connection.
 */
final class PoolNotice implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(PoolNotice.class);

	private final @Nullable DataSource dataSource;

	private final List<DataSourcePoolMetadataProvider> pools;

	PoolNotice(@Nullable DataSource dataSource, List<DataSourcePoolMetadataProvider> pools) {
		this.dataSource = dataSource;
		this.pools = pools;
	}

	@Override
	public void afterSingletonsInstantiated() {
		DataSourcePoolMetadata pool = (this.dataSource != null)
				? new CompositeDataSourcePoolMetadataProvider(this.pools).getDataSourcePoolMetadata(this.dataSource)
				: null;
		if (pool != null && Integer.valueOf(1).equals(pool.getMax())) {
			logger.info("The tracked data source has one connection. Events that cannot wait for a transaction's end, "
					+ "as the answer is on its way already, fail; those in the background wait for it. "
					+ "revtrail.events.data-source gives events a pool of their own.");
		}
	}

}
