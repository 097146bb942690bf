import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints a Markdown table of figures on the main sources: sizes, cycles, visibility and language. {@code make figures}
 * compiles the sources and runs it. It needs a JDK and nothing else.
 */
class Figures {

	private static final Path SOURCES = Path.of("src/main/java");

	private static final Path CLASSES = Path.of("target/classes");

	private static final Pattern LICENSE_HEADER = Pattern.compile("\\A\\s*/\\*.*?\\*/\\s*(?=package )", Pattern.DOTALL);

	private static final Pattern TOP_LEVEL_TYPE = Pattern.compile(
			"^(?<public>public )?((abstract|final|sealed|non-sealed|strictfp) )*(class|interface|@interface|enum|record) \\w",
			Pattern.MULTILINE);

	private static final Pattern TELL = Pattern.compile("\\b(tell|tells|told)\\b", Pattern.CASE_INSENSITIVE);

	private static final Pattern QUAINT = Pattern.compile(
			"\\b(nobody|whoever|whatever|anew|at\\s+hand|in\\s+vain|beside|for\\s+good)\\b", Pattern.CASE_INSENSITIVE);

	private static final int LINES_OF_A_RATE = 28_000;

	public static void main(String[] arguments) {
		if (!Files.isDirectory(CLASSES.resolve("dev/revtrail"))) {
			throw new IllegalStateException(CLASSES + " has no compiled classes. Run \"make figures\".");
		}
		Graph types = Graph.ofTypes(CLASSES);
		Part library = Part.read("revtrail", Stream.of(Path.of("README.md"), Path.of("docs")));
		Part clinic = Part.read("clinic", Stream.of());
		System.out.println("| | types | lines median / p90 / max | largest package, share of lines | class cycles "
				+ "| packages in cycles | public types | tell, told … | nobody, whoever … |");
		System.out.println("|---|---|---|---|---|---|---|---|---|");
		List.of(library, clinic).forEach((part) -> System.out.println(row(part, types.within(part.name()))));
		System.out.println();
		System.out.println("Lines are those of source files without license headers. Class cycles are strongly connected "
				+ "components of top-level types, by `jdeps -v`. Words are counted in Java sources, resources and "
				+ "database scripts, for the library in the docs and the README too, per 28,000 lines of Java.");
		for (Part part : List.of(library, clinic)) {
			System.out.println();
			types.within(part.name())
				.cycles()
				.forEach((cycle) -> System.out.println("- cycle in `" + part.name() + "`: " + String.join(", ", cycle)));
		}
	}

	private static String row(Part part, Graph types) {
		List<Set<String>> cycles = types.cycles();
		int largestCycle = cycles.stream().mapToInt(Set::size).max().orElse(0);
		int packagesInCycles = types.byPackage().cycles().stream().mapToInt(Set::size).sum();
		List<Integer> lines = part.files().stream().map(SourceFile::lines).sorted().toList();
		long all = lines.stream().mapToLong(Integer::longValue).sum();
		Map.Entry<String, Long> largest = part.largestPackage();
		return String.format(Locale.ROOT,
				"| `%s` | %d | %d / %d / %d | `%s`, %d %% | %s | %d of %d | %d %% | %s | %s |", part.name(),
				part.types(), percentile(lines, 50), percentile(lines, 90), lines.get(lines.size() - 1),
				largest.getKey(), Math.round(100.0 * largest.getValue() / all),
				cycles.isEmpty() ? "0" : cycles.size() + ", up to " + largestCycle + " types", packagesInCycles,
				part.packages().size(), Math.round(100.0 * part.publicTypes() / part.types()),
				rate(TELL, part.text(), all), rate(QUAINT, part.text(), all));
	}

	private static int percentile(List<Integer> sorted, int percent) {
		return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
	}

	private static String rate(Pattern words, String text, long lines) {
		long count = words.matcher(text).results().count();
		return String.format(Locale.ROOT, "%d (%d in all)", Math.round((double) count * LINES_OF_A_RATE / lines), count);
	}

	private static List<Path> files(Path root) {
		try (Stream<Path> paths = Files.walk(root)) {
			return paths.filter(Files::isRegularFile).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Path root) {
		return files(root).stream()
			.filter((file) -> !file.toString().endsWith(".png"))
			.map(Figures::read)
			.collect(Collectors.joining("\n"));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The library or the clinic: its source files, and the text in which words are counted.
	 */
	record Part(String name, List<SourceFile> files, String text) {

		static Part read(String part, Stream<Path> documentation) {
			Path sources = SOURCES.resolve("dev").resolve(part);
			List<SourceFile> files = Figures.files(sources)
				.stream()
				.filter((file) -> !file.endsWith("package-info.java"))
				.map(SourceFile::read)
				.toList();
			Stream<Path> texts = Stream.concat(
					Stream.of(sources, Path.of("src/main/resources/dev", part), Path.of("db", part)), documentation);
			return new Part("dev." + part, files, texts.map(Figures::text).collect(Collectors.joining("\n")));
		}

		int types() {
			return this.files.stream().mapToInt(SourceFile::types).sum();
		}

		int publicTypes() {
			return this.files.stream().mapToInt(SourceFile::publicTypes).sum();
		}

		Set<String> packages() {
			return this.files.stream().map(SourceFile::packageName).collect(Collectors.toCollection(TreeSet::new));
		}

		Map.Entry<String, Long> largestPackage() {
			Map<String, Long> lines = this.files.stream()
				.collect(Collectors.groupingBy(SourceFile::packageName, TreeMap::new,
						Collectors.summingLong(SourceFile::lines)));
			return lines.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
		}

	}

	/**
	 * One source file in figures.
	 */
	record SourceFile(String packageName, int lines, int types, int publicTypes) {

		static SourceFile read(Path path) {
			String text = LICENSE_HEADER.matcher(Figures.read(path)).replaceFirst("");
			List<Boolean> types = TOP_LEVEL_TYPE.matcher(text)
				.results()
				.map((type) -> type.group(1) != null)
				.toList();
			String packageName = SOURCES.relativize(path.getParent()).toString().replace('/', '.').replace('\\', '.');
			return new SourceFile(packageName, (int) text.lines().count(), types.size(),
					(int) types.stream().filter((isPublic) -> isPublic).count());
		}

	}

	/**
	 * The names that each name uses.
	 */
	record Graph(Map<String, Set<String>> uses) {

		private static final Pattern DEPENDENCY = Pattern.compile("^ +(dev\\.\\S+) +-> (dev\\.\\S+) .*$",
				Pattern.MULTILINE);

		static Graph ofTypes(Path classes) {
			StringWriter output = new StringWriter();
			StringWriter errors = new StringWriter();
			int status = ToolProvider.findFirst("jdeps")
				.orElseThrow(() -> new IllegalStateException("This Java has no jdeps. Use a JDK."))
				.run(new PrintWriter(output), new PrintWriter(errors), "-v", "--ignore-missing-deps",
						"--multi-release", "base", classes.toString());
			if (status != 0) {
				throw new IllegalStateException("jdeps failed: " + output + errors);
			}
			Graph graph = new Graph(new TreeMap<>());
			DEPENDENCY.matcher(output.toString())
				.results()
				.forEach((found) -> graph.add(topLevel(found.group(1)), topLevel(found.group(2))));
			return graph;
		}

		private static String topLevel(String type) {
			int nested = type.indexOf('$');
			return (nested < 0) ? type : type.substring(0, nested);
		}

		private static String packageOf(String type) {
			return type.substring(0, type.lastIndexOf('.'));
		}

		private void add(String user, String used) {
			if (!user.equals(used)) {
				this.uses.computeIfAbsent(user, (name) -> new LinkedHashSet<>()).add(used);
			}
		}

		Graph within(String prefix) {
			return mapped((name) -> name.startsWith(prefix + "."), (name) -> name);
		}

		Graph byPackage() {
			return mapped((name) -> true, Graph::packageOf);
		}

		private Graph mapped(Predicate<String> filter, UnaryOperator<String> name) {
			Graph graph = new Graph(new TreeMap<>());
			this.uses.forEach((user, others) -> others.stream()
				.filter((used) -> filter.test(user) && filter.test(used))
				.forEach((used) -> graph.add(name.apply(user), name.apply(used))));
			return graph;
		}

		/**
		 * Returns the strongly connected components of more than one name.
		 */
		List<Set<String>> cycles() {
			Components components = new Components(this.uses);
			this.uses.keySet().forEach(components::visit);
			return components.found.stream().filter((component) -> component.size() > 1).toList();
		}

	}

	/**
	 * Tarjan's algorithm.
	 */
	private static final class Components {

		private final Map<String, Set<String>> uses;

		private final Map<String, Integer> numbers = new HashMap<>();

		private final Map<String, Integer> lowest = new HashMap<>();

		private final Deque<String> open = new ArrayDeque<>();

		private final List<Set<String>> found = new ArrayList<>();

		Components(Map<String, Set<String>> uses) {
			this.uses = uses;
		}

		void visit(String name) {
			if (this.numbers.containsKey(name)) {
				return;
			}
			int number = this.numbers.size();
			this.numbers.put(name, number);
			this.lowest.put(name, number);
			this.open.push(name);
			for (String used : this.uses.getOrDefault(name, Set.of())) {
				if (!this.numbers.containsKey(used)) {
					visit(used);
					this.lowest.merge(name, this.lowest.get(used), Math::min);
				}
				else if (this.open.contains(used)) {
					this.lowest.merge(name, this.numbers.get(used), Math::min);
				}
			}
			if (this.lowest.get(name) == number) {
				Set<String> component = new TreeSet<>();
				String member;
				do {
					member = this.open.pop();
					component.add(member);
				}
				while (!member.equals(name));
				this.found.add(component);
			}
		}

	}

}
