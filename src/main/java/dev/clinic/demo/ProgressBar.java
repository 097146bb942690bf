package dev.clinic.demo;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.Method;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Shows how far a long work has come: on a terminal by one line that is drawn again and
 * again, elsewhere by a line in the log now and then.
 */
class ProgressBar {

	private static final Log logger = LogFactory.getLog(ProgressBar.class);

	private static final int WIDTH = 40;

	private static final int LOG_STEP = 25;

	private final String title;

	private final boolean terminal;

	private final PrintStream out;

	private int shown = -1;

	ProgressBar(String title, boolean terminal, PrintStream out) {
		this.title = title;
		this.terminal = terminal;
		this.out = out;
	}

	/** Creates a bar for standard output, on a terminal or not. */
	static ProgressBar of(String title) {
		return new ProgressBar(title, isTerminal(System.console()), System.out);
	}

	/**
	 * Returns whether there is a terminal. Since Java 22 there may be a console without
	 * one.
	 */
	private static boolean isTerminal(@Nullable Console console) {
		if (console == null) {
			return false;
		}
		Method asked = ReflectionUtils.findMethod(Console.class, "isTerminal");
		return asked == null || Boolean.TRUE.equals(ReflectionUtils.invokeMethod(asked, console));
	}

	void show(int percent) {
		int step = this.terminal ? percent : percent - percent % LOG_STEP;
		if (step <= this.shown) {
			return;
		}
		this.shown = step;
		if (this.terminal) {
			draw(step);
		}
		else {
			logger.info(this.title + ": " + step + " %");
		}
	}

	private void draw(int percent) {
		int full = percent * WIDTH / 100;
		this.out.print("\r" + this.title + " [" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + " %");
		if (percent == 100) {
			this.out.println();
		}
		this.out.flush();
	}

}
