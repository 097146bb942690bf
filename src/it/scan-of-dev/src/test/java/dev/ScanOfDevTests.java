package dev;

import java.util.Arrays;
import java.util.Map;

import dev.revtrail.ChangeLog;
import dev.revtrail.ChangeQuery;
import dev.revtrail.RecordRef;
import dev.revtrail.Scope;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scans of the application meet the library's classes, which are not its own.
 */
@SpringBootTest(properties = "revtrail.revision-entity=dev.HostRevision")
class ScanOfDevTests {

	@Autowired
	private ApplicationContext context;

	@Test
	void nothingIsServedThatIsSwitchedOff() {
		assertThat(this.context.getBeansOfType(RequestMappingHandlerMapping.class).values())
			.flatExtracting((mapping) -> mapping.getHandlerMethods().values())
			.extracting(Object::toString)
			.anyMatch((handler) -> handler.contains("ChangeLogEntries"))
			.noneMatch((handler) -> handler.contains("dev.revtrail.graphql") || handler.contains("dev.revtrail.page")
					|| handler.contains("dev.revtrail.web.admin"));
	}

	@Test
	void theLibraryDeclaresItsBeansItself() {
		assertThat(Arrays.stream(this.context.getBeanDefinitionNames())
			.filter((name) -> !name.contains("."))
			.filter((name) -> isOfTheLibrary(this.context.getType(name)))).allMatch((name) -> name.startsWith("revtrail"));
	}

	@Test
	void changesHaveTheRevisionEntityOfTheApplication() {
		this.context.getBean(Lamps.class).save(new Lamp());
		assertThat(this.context.getBean(ChangeLog.class)
			.count(ChangeQuery.in(Scope.everything()).exceptRecordTypes(RecordRef.CHANGE_LOG))).isEqualTo(1);
		assertThat(this.context.getBean(JdbcTemplate.class).queryForList("select shift from host_revision"))
			.containsOnly(Map.of("SHIFT", "night"));
	}

	private static boolean isOfTheLibrary(Class<?> type) {
		return type != null && type.getName().startsWith("dev.revtrail.");
	}

}
