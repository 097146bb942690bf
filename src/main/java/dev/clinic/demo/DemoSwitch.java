package dev.clinic.demo;

import java.net.InetAddress;
import java.sql.DatabaseMetaData;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Decides whether there is demo data. Its keys are public, so the data is not created by
 * default in an application that contains real data or that others can reach.
 */
@Component
class DemoSwitch {

	private final DemoProperties properties;

	private final DataSource dataSource;

	private final @Nullable InetAddress address;

	DemoSwitch(DemoProperties properties, DataSource dataSource, ObjectProvider<ServerProperties> server) {
		this.properties = properties;
		this.dataSource = dataSource;
		ServerProperties web = server.getIfAvailable();
		this.address = (web != null) ? web.getAddress() : null;
	}

	boolean isOn() {
		Boolean asked = this.properties.enabled();
		return (asked != null) ? asked : isAlone() && isEmbedded();
	}

	private boolean isAlone() {
		return this.address != null && this.address.isLoopbackAddress();
	}

	private boolean isEmbedded() {
		try {
			String url = JdbcUtils.extractDatabaseMetaData(this.dataSource, DatabaseMetaData::getURL);
			return url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:h2:tcp:") && !url.startsWith("jdbc:h2:ssl:");
		}
		catch (MetaDataAccessException ex) {
			throw new IllegalStateException("The database does not say what it is.", ex);
		}
	}

}
