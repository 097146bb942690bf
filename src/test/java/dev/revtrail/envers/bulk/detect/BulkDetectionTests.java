package dev.revtrail.envers.bulk.detect;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.revtrail.BulkStatementException;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeLogCase;
import dev.revtrail.LibraryTest;
import example.pharmacy.BulkWork;
import example.pharmacy.Delivery;
import example.pharmacy.Maker;
import example.pharmacy.Notice;
import example.pharmacy.Permit;
import example.pharmacy.Pharmacy;
import example.pharmacy.Product;
import example.pharmacy.Products;
import example.pharmacy.Recipe;
import example.pharmacy.Shop;
import example.pharmacy.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bulk statements on tracked tables are warned of, once for each place and statement. A
 * test whose place is another's, too, begins with an application that has seen neither.
 */
@LibraryTest(Pharmacy.class)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class BulkDetectionTests extends ChangeLogCase {

	private static final Pattern WARNING = Pattern.compile("A bulk .*");

	@Autowired
	BulkWork work;

	@Autowired
	Products products;

	@Autowired
	DataSource dataSource;

	@Test
	void aRepositorysMethodIsNamedWithTheCodeThatCallsIt(CapturedOutput output) {
		this.work.modifyingQuery();
		this.work.modifyingNativeQuery();

		assertThat(warnings(output)).hasSize(2);
		assertThat(warnings(output).get(0)).containsPattern("at example\\.pharmacy\\.Products\\.rename, called at "
				+ "example\\.pharmacy\\.BulkWork\\.modifyingQuery\\(BulkWork\\.java:\\d+\\) changes");
		assertThat(warnings(output).get(1)).contains("Products.renameNatively, called at ");
	}

	@Test
	@DirtiesContext(methodMode = DirtiesContext.MethodMode.BEFORE_METHOD)
	void aRepositorysMethodThatNoCodeOfTheHostCallsIsNamedAlone(CapturedOutput output) {
		inTransaction((em) -> this.products.deleteAllInBatch());

		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("at example.pharmacy.Products.deleteAllInBatch changes records");
	}

	@Test
	@DirtiesContext(methodMode = DirtiesContext.MethodMode.BEFORE_METHOD)
	void adviceThatPassesACallOnIsNotItsPlace(CapturedOutput output) {
		ProxyFactory factory = new ProxyFactory(this.products);
		factory.addAdvice(new Timing());
		Products timed = (Products) factory.getProxy();

		inTransaction((em) -> timed.deleteAllInBatch());

		assertThat(warnings(output)).singleElement()
			.asString()
			.contains("at example.pharmacy.Products.deleteAllInBatch changes records");
	}

	@Test
	void differentStatementsFromOnePlaceAreReportedEach(CapturedOutput output) {
		this.work.severalFromOnePlace(List.of("update Product set name = 'secret'",
				"update Product set memo = 'secret'", "delete Product where name = 'secret'"));
		this.work.severalFromOnePlace(List.of("update Product set name = 'other'"));

		assertThat(warnings(output)).hasSize(3);
	}

	@Test
	void oneStatementFromDifferentPlacesIsReportedForEach(CapturedOutput output) {
		this.work.oneFromSeveralPlaces();

		assertThat(warnings(output)).hasSize(2).doesNotHaveDuplicates();
	}

	@Test
	void aQueryThatTakesSeveralStatementsIsReportedOnceForItsEntity(CapturedOutput output) {
		this.work.joinedUpdate();
		this.work.joinedDelete();
		this.work.deleteOfAnEntityWithACollection();

		assertThat(warnings(output)).hasSize(3);
		assertThat(warnings(output).get(0)).contains("BulkWork.joinedUpdate(");
		assertThat(warnings(output).get(1)).contains("of table delivery at", "Delivery without");
		assertThat(warnings(output).get(2)).contains("of table recipe at", "Recipe without");
	}

	@Test
	void collectionTablesAndSecondaryTablesAreTracked(CapturedOutput output) {
		this.work.collectionTable();
		this.work.secondaryTable();

		assertThat(warnings(output)).hasSize(2);
		assertThat(warnings(output).get(0)).contains("of table recipe_tags at", "example.pharmacy.Recipe");
		assertThat(warnings(output).get(1)).contains("of table shop_detail at", "example.pharmacy.Shop");
	}

	@Test
	void whatComesAgainIsCountedAndSaidAtPowersOfTen(CapturedOutput output) {
		this.work.oftenFromOnePlace(250);

		assertThat(warnings(output)).hasSize(3);
		assertThat(warnings(output).get(2)).endsWith("seen 100 times so far.");
	}

	@Test
	void anEntitysOwnModeOutranksTheCommonOne(CapturedOutput output) {
		this.work.drafts();
		assertThatExceptionOfType(BulkStatementException.class).isThrownBy(this.work::permits)
			.satisfies((ex) -> assertThat(ex.entity()).isEqualTo(Permit.class.getName()))
			.satisfies((ex) -> assertThat(ex.table()).isEqualToIgnoringCase("permit"))
			.satisfies((ex) -> assertThat(ex.verb()).isEqualTo("update"))
			.satisfies((ex) -> assertThat(ex.place()).startsWith("example.pharmacy.BulkWork.permits(BulkWork.java:"))
			.withMessageContaining("ChangeLog.bulk()")
			.withMessageNotContaining("secret");

		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void untrackedWorkIsIgnored(CapturedOutput output) {
		this.log.bulk().untracked(() -> {
			this.work.permits();
			this.work.jdbcTemplate();
		});
		assertThat(warnings(output)).isEmpty();

		this.work.jdbcTemplate();
		assertThat(warnings(output)).hasSize(1);
	}

	@Test
	void whatASessionFlushesIsNeverReported(CapturedOutput output) {
		Maker maker = new Maker("m", "de");
		Product product = new Product("Salt", null, maker);
		Recipe recipe = new Recipe();
		recipe.tags.add("a");
		Delivery.Parcel parcel = new Delivery.Parcel();
		Shop shop = new Shop();
		shop.phone = "1";
		Permit permit = new Permit(new Permit.Number("a", 1), "Ann");
		inTransaction((em) -> Stream.of(maker, product, recipe, parcel, shop, permit, new Notice.Warning())
			.forEach(em::persist));
		inTransaction((em) -> {
			em.find(Product.class, product.id).name = "Sugar";
			Recipe found = em.find(Recipe.class, recipe.id);
			found.tags.add("b");
			found.title = "Cake";
			em.find(Delivery.Parcel.class, parcel.id).carrier = "x";
			em.find(Shop.class, shop.id).phone = "2";
			em.find(Permit.class, permit.number).remark = "y";
			// Has the session flush before the query
			assertThat(em.createQuery("select count(p) from Product p where p.name = 'Sugar'").getSingleResult())
				.isEqualTo(1L);
			em.createQuery("delete from Maker where id = 'none'");
		});
		inTransaction((em) -> {
			em.remove(em.find(Recipe.class, recipe.id));
			em.remove(em.find(Delivery.Parcel.class, parcel.id));
			em.remove(em.find(Permit.class, permit.number));
		});

		assertThat(warnings(output)).isEmpty();
	}

	@Test
	void theDataSourceStaysWhatItIsBehindTheWatch() throws Exception {
		assertThat(this.dataSource.isWrapperFor(HikariDataSource.class)).isTrue();
		HikariDataSource pool = this.dataSource.unwrap(HikariDataSource.class);
		assertThat(DataSourceUnwrapper.unwrap(this.dataSource, HikariDataSource.class)).isSameAs(pool);
		assertThat(this.dataSource).isEqualTo(this.dataSource).isNotEqualTo(pool);
		try (var connection = this.dataSource.getConnection(); var statement = connection.createStatement()) {
			assertThat(statement.getConnection()).isSameAs(connection);
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isPositive();
		}
		// Threads of the library take a connection for a moment now and then
		await().untilAsserted(() -> assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero());
	}

	private static List<String> warnings(CapturedOutput output) {
		return WARNING.matcher(output.getAll()).results().map((found) -> found.group().strip()).toList();
	}

}
