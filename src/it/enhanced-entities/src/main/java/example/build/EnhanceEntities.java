package example.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;
import org.hibernate.bytecode.spi.BytecodeProvider;

/**
 * Enhances compiled entities as Hibernate's plugins for Maven and Gradle do, with all that
 * they can switch on.
 */
public final class EnhanceEntities {

	private EnhanceEntities() {
	}

	public static void main(String[] folders) throws IOException {
		for (String folder : folders) {
			enhance(Path.of(folder));
		}
	}

	private static void enhance(Path classes) throws IOException {
		BytecodeProvider provider = BytecodeProviderInitiator.buildDefaultBytecodeProvider();
		Enhancer enhancer = provider.getEnhancer(new Everything());
		List<Path> files;
		try (Stream<Path> found = Files.walk(classes)) {
			files = found.filter((file) -> file.toString().endsWith(".class")).toList();
		}
		for (Path file : files) {
			enhancer.discoverTypes(name(classes, file), Files.readAllBytes(file));
		}
		for (Path file : files) {
			byte[] enhanced = enhancer.enhance(name(classes, file), Files.readAllBytes(file));
			if (enhanced != null) {
				Files.write(file, enhanced);
			}
		}
	}

	private static String name(Path classes, Path file) {
		String path = classes.relativize(file).toString();
		return path.substring(0, path.length() - ".class".length()).replace('/', '.').replace('\\', '.');
	}

	private static final class Everything extends DefaultEnhancementContext {

		@Override
		public boolean doBiDirectionalAssociationManagement(UnloadedField field) {
			return true;
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

	}

}
