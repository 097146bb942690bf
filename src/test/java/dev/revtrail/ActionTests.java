package dev.revtrail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Tag("unit")
class ActionTests {

	@Test
	void theNameOfAConstantFindsIt() {
		assertThat(Action.of("update")).isEqualTo(Action.UPDATE);
	}

	@Test
	void aNameTakesUpperSnakeForm() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Action("signed in"))
			.withMessageContaining("takes 1 to 64 upper-case letters");
	}

}
