package dev.revtrail.envers;

import dev.revtrail.Actor;
import dev.revtrail.context.Origin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts that come from elsewhere, as columns hold them.
 */
@Tag("unit")
class ColumnTextTests {

	@Test
	void aTextThatIsTooLongIsCutBetweenCharacters() {
		assertThat(ColumnText.cut("abc", 3)).isEqualTo("abc");
		assertThat(ColumnText.cut("abcd", 3)).isEqualTo("abc");
		assertThat(ColumnText.cut("ab\uD83D\uDE00", 3)).isEqualTo("ab");
		assertThat(ColumnText.cutOrNull(null, 3)).isNull();
	}

	@Test
	void whatAnIdentityProviderSaysOfSomebodyLosesControlCharacters() {
		RevtrailRevision revision = new RevtrailRevision() {
		};
		revision.attribute(
				new Origin(new Actor("7", Actor.Type.USER, "A\u001b[31mnn\r\n\u0000\u0085 Zo\u00eb\uD83D\uDE00\uD800",
						"a\nnn@x.example", "acme", null), "app", null, null));

		assertThat(revision).hasFieldOrPropertyWithValue("actorName", "A[31mnn   Zo\u00eb\uD83D\uDE00")
			.hasFieldOrPropertyWithValue("actorEmail", "a nn@x.example");
	}

}
