package dev.revtrail.web;

import dev.revtrail.web.request.ContractController;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.DispatcherServlet;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
class ConditionalOnContractsTests {

	private final WebApplicationContextRunner web = new WebApplicationContextRunner()
		.withUserConfiguration(Contract.class);

	@Test
	void matchesInAServletApplication() {
		this.web.run((context) -> assertThat(context).hasSingleBean(Contract.class));
		this.web.withPropertyValues("revtrail.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(Contract.class));
	}

	@Test
	void doesNotMatchWhereTheLibraryIsSwitchedOff() {
		this.web.withPropertyValues("revtrail.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(Contract.class));
	}

	@Test
	void doesNotMatchWhereAClassIsMissing() {
		for (Class<?> missing : new Class<?>[] { DispatcherServlet.class, ContractController.class }) {
			this.web.withClassLoader(new FilteredClassLoader(missing))
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Contract.class));
		}
	}

	@Test
	void doesNotMatchOutsideOfAServletApplication() {
		new ApplicationContextRunner().withUserConfiguration(Contract.class)
			.run((context) -> assertThat(context).doesNotHaveBean(Contract.class));
		new ApplicationContextRunner().withUserConfiguration(Contract.class)
			.withClassLoader(new FilteredClassLoader(Filter.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Contract.class));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnContracts
	@ConditionalOnClass(ContractController.class)
	static class Contract {

	}

}
