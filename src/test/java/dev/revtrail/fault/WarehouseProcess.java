package dev.revtrail.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;

import dev.revtrail.JavaProcess;
import dev.revtrail.TestDatabase;
import example.warehouse.WarehouseApplication;

/**
 * The writing application in a Java machine of its own, which can be killed.
 */
final class WarehouseProcess implements AutoCloseable {

	private final Process process;

	private final int port;

	private WarehouseProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts the application and waits until it answers.
	 * @param database where it writes
	 * @param connections over how many connections at once
	 * @return the running application
	 * @throws IOException when it does not start
	 */
	static WarehouseProcess start(TestDatabase.Access database, int connections) throws IOException {
		List<String> command = JavaProcess.command(WarehouseApplication.class, List.of());
		database.properties().forEach((name, value) -> command.add("--" + name + "=" + value));
		command.add("--spring.datasource.hikari.maximum-pool-size=" + connections);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		BufferedReader output = process.inputReader();
		StringBuilder printed = new StringBuilder();
		for (String line = output.readLine(); line != null; line = output.readLine()) {
			if (line.startsWith("port ")) {
				drain(output);
				return new WarehouseProcess(process, Integer.parseInt(line.substring(5)));
			}
			printed.append(line).append('\n');
		}
		throw new IOException("The warehouse did not start:\n" + printed);
	}

	/** Reads the output of a process, which would stop at a full pipe. */
	private static void drain(BufferedReader output) {
		Thread thread = new Thread(() -> output.lines().forEach((line) -> {
		}), "warehouse output");
		thread.setDaemon(true);
		thread.start();
	}

	int port() {
		return this.port;
	}

	/** Ends the process at once, as {@code kill -9} does. */
	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

}
