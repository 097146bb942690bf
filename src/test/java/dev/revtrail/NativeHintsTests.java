package dev.revtrail;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A native image has what the library finds by name while it runs.
 */
@Tag("unit")
class NativeHintsTests {

	private final RuntimeHints hints = hints();

	@Test
	void resourcesAreIncluded() throws Exception {
		assertThat(resources()).hasSizeGreaterThan(60)
			.allSatisfy((name) -> assertThat(RuntimeHintsPredicates.resource().forResource(name)).as(name)
				.accepts(this.hints));
	}

	@Test
	void entitiesCanBeMadeAndFilled() {
		assertThat(entities()).hasSize(21).flatExtracting(NativeHintsTests::persistentTypes).allSatisfy((type) -> {
			assertThat(RuntimeHintsPredicates.reflection()
				.onType(type)
				.withMemberCategory(MemberCategory.ACCESS_DECLARED_FIELDS)).as(type.getName()).accepts(this.hints);
			assertThat(Arrays.asList(type.getDeclaredConstructors())).allSatisfy((
					constructor) -> assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(constructor))
						.as(type.getName())
						.accepts(this.hints));
		});
	}

	@Test
	void whatIsKeptAsJsonCanBeReadBack() {
		assertThat(Stream
			.of("dev.revtrail.retention.ArchivedEntry", "dev.revtrail.retention.ArchiveManifest",
					"dev.revtrail.retention.RetentionPolicy", "dev.revtrail.retention.PurgeStore$Count",
					"dev.revtrail.reconciliation.Discrepancy", "dev.revtrail.ChangeEntry", "dev.revtrail.Revision",
					"dev.revtrail.FieldChange$Value", "dev.revtrail.FieldChange$Elements",
					"dev.revtrail.FieldChange$Keys", "dev.revtrail.FieldChange$Hidden")
			.map((name) -> ClassUtils.resolveClassName(name, null)))
			.allSatisfy((type) -> assertThat(Arrays.asList(type.getRecordComponents()))
				.allSatisfy((component) -> assertThat(
						RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
					.as(component.toString())
					.accepts(this.hints)))
			.allSatisfy((type) -> assertThat(Arrays.asList(type.getDeclaredConstructors())).anySatisfy((
					constructor) -> assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(constructor))
						.accepts(this.hints)));
	}

	@Test
	void connectionsCanBeWatched() {
		assertThat(List.of(Connection.class, Statement.class))
			.allSatisfy((type) -> assertThat(RuntimeHintsPredicates.proxies().forInterfaces(type)).accepts(this.hints));
	}

	/** What the auto-configurations bring. */
	private static RuntimeHints hints() {
		RuntimeHints hints = new RuntimeHints();
		ImportCandidates.load(AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith("dev.revtrail."))
			.map((name) -> ClassUtils.resolveClassName(name, null))
			.map((type) -> AnnotatedElementUtils.getMergedAnnotation(type, ImportRuntimeHints.class))
			.flatMap((imported) -> (imported != null) ? Arrays.stream(imported.value()) : Stream.empty())
			.forEach((registrar) -> registrar(registrar).registerHints(hints, null));
		return hints;
	}

	private static RuntimeHintsRegistrar registrar(Class<? extends RuntimeHintsRegistrar> type) {
		return BeanUtils.instantiateClass(type);
	}

	/** All of the library's that is not a class. */
	private static List<String> resources() throws IOException, URISyntaxException {
		Path classes = Path.of(ChangeLog.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		try (Stream<Path> files = Files.walk(classes.resolve("dev/revtrail"))) {
			return files.filter(Files::isRegularFile)
				.map((file) -> classes.relativize(file).toString().replace(File.separatorChar, '/'))
				.filter((name) -> !name.endsWith(".class"))
				.toList();
		}
	}

	private static List<? extends Class<?>> entities() {
		return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("dev.revtrail")
			.stream()
			.filter((type) -> type.isAnnotatedWith(Entity.class))
			.map(JavaClass::reflect)
			.toList();
	}

	/**
	 * An entity with its superclasses and the classes in them, such as that of its id.
	 */
	private static List<Class<?>> persistentTypes(Class<?> entity) {
		List<Class<?>> types = new ArrayList<>();
		for (Class<?> type = entity; type != Object.class; type = type.getSuperclass()) {
			types.add(type);
			types.addAll(Arrays.asList(type.getDeclaredClasses()));
		}
		return types;
	}

}
