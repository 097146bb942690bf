package dev.revtrail.context;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class HostCodeTests {

	@Test
	void ownsWhatIsBelowItsPackages() {
		HostCode host = HostCode.below(List.of("com.acme.shop"));
		assertThat(host.owns("com.acme.shop.Orders")).isTrue();
		assertThat(host.isLibrary("com.acme.shop.Orders")).isFalse();
	}

	@Test
	void ownsTheModulesNextToThem() {
		HostCode host = HostCode.below(List.of("com.acme.shop"));
		assertThat(host.owns("com.acme.billing.Invoices")).isTrue();
		assertThat(host.owns("com.acmeother.Invoices")).isFalse();
	}

	@Test
	void ownsItsPackagesAlsoWhereTheyBeginAsThoseOfALibrary() {
		HostCode host = HostCode.below(List.of("org.springframework.samples.library"));
		assertThat(host.owns("org.springframework.samples.library.book.Books")).isTrue();
		assertThat(host.isLibrary("org.springframework.samples.library.book.Books")).isFalse();
		assertThat(host.isLibrary("org.springframework.samples.other.Books")).isTrue();
		assertThat(host.isLibrary("org.springframework.data.jpa.repository.JpaRepository")).isTrue();
	}

	@Test
	void ownsNoLibraryThatIsBelowItsPackages() {
		HostCode host = HostCode.below(List.of("org", "org.springframework"));
		assertThat(host.isLibrary("org.springframework.data.jpa.repository.JpaRepository")).isTrue();
		assertThat(host.isLibrary("org.hibernate.Session")).isTrue();
	}

	@Test
	void leavesOpenWhatItDoesNotKnow() {
		HostCode host = HostCode.below(List.of("com.acme.shop"));
		assertThat(host.owns("net.example.Helper")).isFalse();
		assertThat(host.isLibrary("net.example.Helper")).isFalse();
	}

}
