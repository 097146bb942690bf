package dev.revtrail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Command lines of Java machines with the class path of the tests.
 */
public final class JavaProcess {

	private JavaProcess() {
	}

	/**
	 * Returns the command line of a program.
	 * @param main its main class
	 * @param options what the machine takes
	 * @return the words, to which the program's arguments can be added
	 */
	public static List<String> command(Class<?> main, List<String> options) {
		List<String> command = new ArrayList<>(List.of(tool("java"), "-XX:TieredStopAtLevel=1"));
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		return command;
	}

	/**
	 * Returns the path of a tool of the machine that runs the tests.
	 * @param name its name
	 * @return the path
	 */
	public static String tool(String name) {
		return Path.of(System.getProperty("java.home"), "bin", name).toString();
	}

}
