package dev.revtrail.envers.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.revtrail.JavaProcess;
import dev.revtrail.TestDatabase;

/**
 * A node in a Java machine of its own, which does what is written to its input.
 */
final class StressProcess implements AutoCloseable {

	private static final String ANSWER = "answer: ";

	private static final String STOP = "stop";

	private static final String ENDED = "ended";

	private static final int MOST_LINES = 200;

	private final Process process;

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final Deque<String> printed = new ConcurrentLinkedDeque<>();

	private final PrintWriter input;

	private StressProcess(Process process) {
		this.process = process;
		this.input = new PrintWriter(process.outputWriter(), true);
		Thread thread = new Thread(this::read, "output of a node");
		thread.setDaemon(true);
		thread.start();
	}

	/** Reads always, as the node would stop at a full pipe. */
	private void read() {
		this.process.inputReader().lines().forEach((line) -> {
			if (line.startsWith(ANSWER)) {
				this.answers.add(line.substring(ANSWER.length()));
				return;
			}
			this.printed.add(line);
			if (this.printed.size() > MOST_LINES) {
				this.printed.remove();
			}
		});
		this.answers.add(ENDED);
	}

	/** Starts a node and waits until it is ready. */
	static StressProcess start(TestDatabase.Access database, Path file) throws IOException, InterruptedException {
		List<String> properties = System.getProperties()
			.stringPropertyNames()
			.stream()
			.filter((name) -> name.startsWith("settled."))
			.map((name) -> "-D" + name + "=" + System.getProperty(name))
			.toList();
		List<String> command = JavaProcess.command(StressProcess.class, properties);
		command.addAll(List.of(database.url(), database.user(), database.password(), file.toString()));
		StressProcess process = new StressProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		process.answer();
		return process;
	}

	void write(List<Long> wards) throws IOException, InterruptedException {
		ask("write " + wards.stream().map(String::valueOf).collect(Collectors.joining(",")));
	}

	void moveClock(Duration step) throws IOException, InterruptedException {
		ask("clock " + step);
	}

	StressNode.Written stop() throws IOException, InterruptedException {
		return StressNode.Written.parse(ask(STOP));
	}

	private String ask(String command) throws IOException, InterruptedException {
		this.input.println(command);
		return answer();
	}

	private String answer() throws IOException, InterruptedException {
		String answer = this.answers.take();
		if (answer.equals(ENDED)) {
			throw new IOException("The node has ended:\n" + String.join("\n", this.printed));
		}
		return answer;
	}

	/** Ends the node as its input does, so that it gives up what it leads. */
	@Override
	public void close() {
		this.input.close();
		this.process.onExit().join();
	}

	/**
	 * Runs a node until the input ends.
	 * @param arguments the database's URL, user and password, and the file of the
	 * follower
	 * @throws Exception when it fails
	 */
	public static void main(String[] arguments) throws Exception {
		TestDatabase.Access database = new TestDatabase.Access(arguments[0], arguments[1], arguments[2]);
		BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (StressNode node = new StressNode(database, Path.of(arguments[3]), false)) {
			System.out.println(ANSWER + "ready");
			for (String line = commands.readLine(); line != null; line = commands.readLine()) {
				System.out.println(ANSWER + answer(node, line.split(" ")));
			}
		}
	}

	private static String answer(StressNode node, String[] command) throws Exception {
		switch (command[0]) {
			case "write" -> node.write("other", Stream.of(command[1].split(",")).map(Long::valueOf).toList());
			case "clock" -> node.moveClock(Duration.parse(command[1]));
			case STOP -> {
				return node.stop().text();
			}
			default -> throw new IllegalArgumentException("There is no command " + command[0] + ".");
		}
		return "done";
	}

}
