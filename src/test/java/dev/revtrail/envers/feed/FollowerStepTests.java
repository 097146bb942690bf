package dev.revtrail.envers.feed;

import java.util.Set;

import dev.revtrail.envers.index.EntryIds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("unit")
class FollowerStepTests {

	@Test
	void aStepDoesNotEndWithinARevisionThatIsLeftOut() {
		Set<Long> passed = Set.of(7L);
		assertThat(FollowerTask.Step.next(EntryIds.floor(7) + 3, passed)).isEqualTo(EntryIds.floor(8));
		assertThat(FollowerTask.Step.next(EntryIds.floor(7), passed)).isEqualTo(EntryIds.floor(7));
		assertThat(FollowerTask.Step.next(EntryIds.floor(6) + 3, passed)).isEqualTo(EntryIds.floor(6) + 3);
	}

}
