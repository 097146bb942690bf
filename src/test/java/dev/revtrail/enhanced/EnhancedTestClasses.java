package dev.revtrail.enhanced;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;

/**
 * Copies test classes, and enhances the entities of some packages as Hibernate's plugins
 * for Maven and Gradle do: for lazy attributes and with dirty tracking. Tests set fields
 * of entities, so what sets them is enhanced too.
 */
public final class EnhancedTestClasses {

	private static final List<String> PACKAGES = List.of("dev.revtrail.envers.", "dev.revtrail.oracle.");

	/** Has fields with the names of fields above, where Hibernate's enhancer fails. */
	private static final String LEFT_OUT = "dev.revtrail.envers.inherited.";

	private static final String SUFFIX = ".class";

	private EnhancedTestClasses() {
	}

	/**
	 * Copies and enhances.
	 * @param folders the folder with the test classes, and the one to write
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] folders) throws IOException {
		Path source = Path.of(folders[0]);
		Path target = Path.of(folders[1]);
		Map<String, byte[]> classes = new TreeMap<>();
		try (Stream<Path> files = Files.walk(source)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path path = source.relativize(file);
				Files.createDirectories(target.resolve(path).getParent());
				byte[] content = Files.readAllBytes(file);
				Files.write(target.resolve(path), content);
				if (isEnhanced(path)) {
					classes.put(name(path), content);
				}
			}
		}
		Enhancer enhancer = BytecodeProviderInitiator.buildDefaultBytecodeProvider()
			.getEnhancer(new TestEntities(classes.keySet()));
		classes.forEach(enhancer::discoverTypes);
		for (Map.Entry<String, byte[]> each : classes.entrySet()) {
			byte[] enhanced = enhancer.enhance(each.getKey(), each.getValue());
			if (enhanced != null) {
				Files.write(target.resolve(each.getKey().replace('.', '/') + SUFFIX), enhanced);
			}
		}
	}

	private static boolean isEnhanced(Path path) {
		return path.toString().endsWith(SUFFIX) && PACKAGES.stream().anyMatch(name(path)::startsWith)
				&& !name(path).startsWith(LEFT_OUT);
	}

	private static String name(Path path) {
		String text = path.toString().replace(path.getFileSystem().getSeparator(), ".");
		return text.substring(0, text.length() - SUFFIX.length());
	}

	/** All that Hibernate can do with the entities of the tests, and of no others. */
	private static final class TestEntities extends DefaultEnhancementContext {

		private final Set<String> classes;

		TestEntities(Set<String> classes) {
			this.classes = classes;
		}

		@Override
		public boolean isEntityClass(UnloadedClass type) {
			return this.classes.contains(type.getName()) && super.isEntityClass(type);
		}

		@Override
		public boolean isCompositeClass(UnloadedClass type) {
			return this.classes.contains(type.getName()) && super.isCompositeClass(type);
		}

		@Override
		public boolean isMappedSuperclassClass(UnloadedClass type) {
			return this.classes.contains(type.getName()) && super.isMappedSuperclassClass(type);
		}

		@Override
		public boolean doBiDirectionalAssociationManagement(UnloadedField field) {
			return false;
		}

		@Override
		public boolean doDirtyCheckingInline(UnloadedClass type) {
			return true;
		}

		@Override
		public boolean hasLazyLoadableAttributes(UnloadedClass type) {
			return true;
		}

		@Override
		public boolean isLazyLoadable(UnloadedField field) {
			return true;
		}

		@Override
		public boolean doExtendedEnhancement(UnloadedClass type) {
			return true;
		}

	}

}
