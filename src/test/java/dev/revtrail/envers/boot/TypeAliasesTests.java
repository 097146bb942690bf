package dev.revtrail.envers.boot;

import java.util.HashMap;
import java.util.Map;

import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.StartupFailures;
import dev.revtrail.TestDatabase;
import dev.revtrail.envers.InvalidTrackingException;
import example.pharmacy.Pharmacy;
import example.pharmacy.Product;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Other names by which callers filter by record types.
 */
@Tag("h2")
class TypeAliasesTests {

	@Test
	void aliasesFindTheirTypesInAnyForm() {
		try (var pharmacy = start(Map.of("revtrail.type-aliases.STOCK_ITEM", "product"))) {
			RecordTypes types = pharmacy.getBean(RecordTypes.class);
			RecordType product = types.find(Product.class).orElseThrow();
			for (String name : new String[] { "STOCK_ITEM", "stock_item", "StockItem", "PRODUCT" }) {
				assertThat(types.find(name)).contains(product);
			}
			assertThat(types.find("STOCK")).isNotEqualTo(types.find("STOCK_ITEM"));
			assertThat(types.all()).extracting(RecordType::name).contains("PRODUCT").doesNotContain("STOCK_ITEM");
		}
	}

	@ParameterizedTest
	@CsvSource({ "GOODS, PRODUCTS, which is not a tracked record type", "PERMIT, PRODUCT, the name of a record type",
			"permit, PRODUCT, the name of a record type", "APPLICATION, PRODUCT, the name of a record type",
			"change-log, PRODUCT, the name of a record type" })
	void anAliasThatMisleadsStopsTheStart(String alias, String type, String problem) {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start(Map.of("revtrail.type-aliases." + alias, type)).close())
			.satisfies((failure) -> assertThat(StartupFailures.action(failure)).isNotBlank())
			.havingRootCause()
			.isInstanceOf(InvalidTrackingException.class)
			.withMessageContaining("revtrail.type-aliases." + alias)
			.withMessageContaining(problem);
	}

	@Test
	void oneAliasHasOneType() {
		assertThatExceptionOfType(Exception.class)
			.isThrownBy(() -> start(Map.of("revtrail.type-aliases[STOCK_ITEM]", "PRODUCT",
					"revtrail.type-aliases[StockItem]", "PERMIT"))
				.close())
			.havingRootCause()
			.isInstanceOf(InvalidTrackingException.class)
			.withMessageContaining("another property gives too");
	}

	private static ConfigurableApplicationContext start(Map<String, ?> properties) {
		Map<String, Object> all = new HashMap<>(TestDatabase.create().properties());
		all.putAll(Map.of("spring.config.name", "library", "spring.jpa.hibernate.ddl-auto", "create",
				"spring.flyway.enabled", "false", "revtrail.schema.initialize", "always", "spring.main.banner-mode",
				"off"));
		all.putAll(properties);
		return new SpringApplicationBuilder(Pharmacy.class).web(WebApplicationType.NONE).properties(all).run();
	}

}
