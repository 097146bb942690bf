package dev.clinic.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the console shows.
 */
@Tag("unit")
class ProgressBarTests {

	private final ByteArrayOutputStream console = new ByteArrayOutputStream();

	@Test
	void drawsOneLineOnATerminalAndOnlyWhatIsNew() {
		ProgressBar bar = bar(true);
		bar.show(0);
		bar.show(50);
		bar.show(50);
		bar.show(100);
		assertThat(shown()).isEqualTo("\rDemo [" + " ".repeat(40) + "] 0 %\rDemo [" + "#".repeat(20) + " ".repeat(20)
				+ "] 50 %\rDemo [" + "#".repeat(40) + "] 100 %" + System.lineSeparator());
	}

	@Test
	void drawsNothingElsewhere() {
		ProgressBar bar = bar(false);
		bar.show(0);
		bar.show(100);
		assertThat(shown()).isEmpty();
	}

	private ProgressBar bar(boolean terminal) {
		return new ProgressBar("Demo", terminal, new PrintStream(this.console, true, StandardCharsets.UTF_8));
	}

	private String shown() {
		return this.console.toString(StandardCharsets.UTF_8);
	}

}
