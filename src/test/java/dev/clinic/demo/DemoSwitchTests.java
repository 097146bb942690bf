package dev.clinic.demo;

import java.net.InetAddress;

import dev.revtrail.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who gets keys that everybody knows.
 */
class DemoSwitchTests {

	private final TestDatabase.Access database = TestDatabase.create();

	private final boolean embedded = TestDatabase.Kind.selected() == TestDatabase.Kind.H2;

	@Test
	void isOnByDefaultWithTheEmbeddedDatabaseAndLoopback() {
		assertThat(isOn(null, "127.0.0.1")).isEqualTo(this.embedded);
		assertThat(isOn(null, "::1")).isEqualTo(this.embedded);
	}

	@Test
	void isOffByDefaultIfOthersCanReachIt() {
		assertThat(isOn(null, "0.0.0.0")).isFalse();
		assertThat(isOn(null, "192.0.2.1")).isFalse();
		assertThat(isOn(null, null)).isFalse();
	}

	@Test
	void isOnWhereverItIsAskedFor() {
		assertThat(isOn(true, "0.0.0.0")).isTrue();
		assertThat(isOn(true, "127.0.0.1")).isTrue();
	}

	@Test
	void isOffWhereItIsNotWanted() {
		assertThat(isOn(false, "127.0.0.1")).isFalse();
	}

	private boolean isOn(@Nullable Boolean enabled, @Nullable String address) {
		ServerProperties server = new ServerProperties();
		try {
			server.setAddress((address != null) ? InetAddress.getByName(address) : null);
		}
		catch (java.net.UnknownHostException ex) {
			throw new IllegalArgumentException(address, ex);
		}
		StaticListableBeanFactory beans = new StaticListableBeanFactory();
		beans.addBean("server", server);
		return new DemoSwitch(new DemoProperties(enabled, 1),
				new DriverManagerDataSource(this.database.url(), this.database.user(), this.database.password()),
				beans.getBeanProvider(ServerProperties.class))
			.isOn();
	}

}
