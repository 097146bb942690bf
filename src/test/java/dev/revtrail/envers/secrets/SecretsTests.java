package dev.revtrail.envers.secrets;

import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.FieldChange;
import dev.revtrail.RecordHistory;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import dev.revtrail.TestDatabase;
import dev.revtrail.TextSearch;
import jakarta.persistence.EntityManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The start-up warns of attributes that may be secrets, and a property masks them as
 * {@code @Masked} does.
 */
@Tag("h2")
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

	private static final RecordRef ACCOUNT = new RecordRef("ACCOUNT", "1");

	@Test
	void theStartUpNamesAttributesThatMayBeSecrets(CapturedOutput output) {
		start().close();

		assertThat(output.getOut().lines().filter((line) -> line.contains("may be secrets"))).singleElement()
			.asString()
			.contains(": Account.accessTokens, Account.devices.privateKey, Account.login.totpSecret, Account.password, "
					+ "Account.pin. Annotate");
	}

	@Test
	void whatIsMaskedByThePropertyIsNotNamed(CapturedOutput output) {
		start("--revtrail.mask=*tokens,Account.devices,login.totpsecret,Principal.password,PIN").close();

		assertThat(output).doesNotContain("may be secrets");
	}

	@Test
	void thePropertyMasksAsTheAnnotationDoes() {
		try (var application = start("--revtrail.mask=password,Account.pin,*secret,accessTokens,privateKey")) {
			create(application);
			change(application);

			ChangeLog log = application.getBean(ChangeLog.class);
			ChangeQuery all = ChangeQuery.in(Scope.everything()).record(ACCOUNT);
			for (ChangeEntry entry : log.page(all, 0, 10).entries()) {
				assertThat(entry.changes().stream().filter(FieldChange.Hidden.class::isInstance))
					.extracting(FieldChange::field)
					.contains("accessTokens", "apiKey", "cards", "devices", "login.totpSecret", "password", "pin");
				assertThat(entry.toString()).doesNotContain("4711");
			}
			assertThat(log.page(all, 0, 10).entries().get(0).changes())
				.contains(new FieldChange.Value("login.alias", "ann", "anna", true));
			assertThat(application.getBean(RecordHistory.class)
				.stateAtOrBefore(Scope.everything(), ACCOUNT, Long.MAX_VALUE)
				.orElseThrow()
				.toString()).contains("anna").doesNotContain("4711");
			assertThat(log.searchRecords(new TextSearch(Scope.everything(), "4711", 10), Set.of("ACCOUNT"))).isEmpty();
			assertThat(application.getBean(JdbcTemplate.class)
				.queryForList("select data from revtrail_entry where data is not null", String.class)).isNotEmpty()
				.noneMatch((data) -> data.contains("4711"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "pasword", "Account.login.password", "User.password" })
	void aNameThatMasksNothingStopsTheStartUp(String pattern) {
		assertThatException().isThrownBy(() -> start("--revtrail.mask=" + pattern).close())
			.havingRootCause()
			.withMessage("The pattern " + pattern + " of revtrail.mask matches no attribute of a tracked record.");
	}

	@Test
	void anIdIsNotMasked() {
		assertThatException().isThrownBy(() -> start("--revtrail.mask=*d").close())
			.havingRootCause()
			.withMessage("The id 'id' of " + Secrets.Account.class.getName()
					+ " is masked, but every entry shows the id of its record.");
	}

	private static void create(ConfigurableApplicationContext application) {
		inTransaction(application, (entities) -> {
			Secrets.Account account = new Secrets.Account();
			account.id = 1;
			account.password = "4711";
			account.pin = 4711;
			account.apiKey = "4711";
			account.login = new Secrets.Login();
			account.login.alias = "ann";
			account.login.totpSecret = "4711";
			account.accessTokens.add("4711");
			account.devices.add(new Secrets.Device());
			account.devices.get(0).privateKey = "4711";
			account.cards.add(new Secrets.Card());
			account.cards.get(0).cvc = "4711";
			entities.persist(account);
		});
	}

	private static void change(ConfigurableApplicationContext application) {
		inTransaction(application, (entities) -> {
			Secrets.Account account = entities.find(Secrets.Account.class, 1L);
			account.password = "4711 new";
			account.pin = 14711;
			account.apiKey = "4711 new";
			Secrets.Login login = Objects.requireNonNull(account.login);
			login.alias = "anna";
			login.totpSecret = "4711 new";
			account.accessTokens.add("4711 new");
			account.devices.get(0).privateKey = "4711 new";
			account.cards.get(0).cvc = "4711 new";
		});
	}

	private static void inTransaction(ConfigurableApplicationContext application, Consumer<EntityManager> work) {
		application.getBean(TransactionTemplate.class)
			.executeWithoutResult((status) -> work.accept(application.getBean(EntityManager.class)));
	}

	private static ConfigurableApplicationContext start(String... arguments) {
		return new SpringApplicationBuilder(Secrets.class).web(WebApplicationType.NONE)
			.initializers(new TestDatabase())
			.properties("spring.config.name=library", "spring.jpa.hibernate.ddl-auto=create",
					"spring.flyway.enabled=false", "revtrail.schema.initialize=always")
			.run(arguments);
	}

}
