package dev.clinic.security;

import java.util.List;

import dev.clinic.RunningClinic;
import dev.clinic.Visitor;
import dev.revtrail.Action;
import dev.revtrail.ChangeEntry;
import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.Recording;
import dev.revtrail.Scope;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys and names that are not accepted are kept, but do not fill the log.
 */
@TestPropertySource(properties = { "test.database.of=FailedKeysTests", "revtrail.events.failed-sign-in-window=36500d" })
class FailedKeysTests extends RunningClinic {

	@Autowired
	private ChangeLog log;

	@Autowired
	private Recording recording;

	@Test
	void theFirstFiveOfANetworkAreKept() throws Exception {
		givePasswords();
		Visitor visitor = new Visitor(base());
		for (int i = 0; i < 8; i++) {
			assertThat(send(request(ENTRIES, "stranger" + i)).statusCode()).isEqualTo(401);
			visitor.signIn("stranger" + i + "@nowhere.example", "guess");
		}

		Awaitility.await().until(() -> this.recording.pending() == 0);
		List<ChangeEntry> failures = this.log
			.slice(ChangeQuery.in(Scope.everything()).actions(Action.SIGN_IN.failed()), null, 50)
			.entries();
		assertThat(failures).hasSize(5)
			.anySatisfy((entry) -> assertThat(entry.data()).containsOnlyKeys("reason"))
			.anySatisfy((entry) -> assertThat(entry.data()).containsEntry("user_name", "stranger0@nowhere.example"))
			.allSatisfy((entry) -> assertThat(entry.organizationId()).isNull());
		for (String organization : List.of("acme", "acme-north", "globex")) {
			Scope scope = Scope.organization(organization);
			assertThat(this.log.slice(ChangeQuery.in(scope).withUnsettled(), null, 500).entries()).isNotEmpty()
				.allSatisfy((entry) -> assertThat(entry.organizationId()).startsWith(organization));
			assertThat(failures).allSatisfy((entry) -> assertThat(this.log.entry(scope, entry.id())).isEmpty());
		}
	}

}
