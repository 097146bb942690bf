package dev.revtrail.context;

import java.util.Optional;

import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.security.RevtrailSecurityAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
class ContextAutoConfigurationTests {

	private static final AutoConfigurations AUTO = AutoConfigurations.of(ContextAutoConfiguration.class,
			RevtrailSecurityAutoConfiguration.class);

	private final WebApplicationContextRunner web = new WebApplicationContextRunner().withConfiguration(AUTO);

	private final ApplicationContextRunner plain = new ApplicationContextRunner().withConfiguration(AUTO);

	@AfterEach
	void signOut() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void bindsRequestsInAWebApplication() {
		this.web.run((context) -> assertThat(context).hasSingleBean(ChangeContext.class)
			.hasSingleBean(ChangeContextFilter.class));
	}

	@Test
	void hasNoFilterWithoutAWebApplication() {
		this.plain.run((context) -> assertThat(context).hasSingleBean(ChangeContext.class)
			.doesNotHaveBean(ChangeContextFilter.class));
	}

	@Test
	void worksWithoutSpringWeb() {
		this.plain.withClassLoader(new FilteredClassLoader(OncePerRequestFilter.class))
			.run((context) -> assertThat(context).hasSingleBean(ChangeContext.class));
	}

	@Test
	void worksWithoutSpringSecurity() {
		this.plain.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context.getBean(ChangeContext.class).current().actor())
				.isEqualTo(Actor.SYSTEM));
	}

	@Test
	void asksTheHostsActorResolver() {
		this.plain.withBean("own", ActorResolver.class, () -> () -> Optional.of(Actor.user("7")))
			.run((context) -> assertThat(context.getBean(ChangeContext.class).current().actor())
				.isEqualTo(Actor.user("7")));
	}

	@Test
	void asksSpringSecurity() {
		this.plain.run((context) -> {
			SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ada", null, "ANY"));
			assertThat(context.getBean(ChangeContext.class).current().actor()).isEqualTo(Actor.user("ada"));
		});
	}

	@Test
	void backsOffForTheHostsContext() {
		ChangeContext own = new ChangeContext(Optional::empty, () -> "own");
		this.web.withBean(ChangeContext.class, () -> own)
			.run((context) -> assertThat(context.getBean(ChangeContext.class)).isSameAs(own));
	}

	@Test
	void bindsNothingByItselfWhenRevtrailIsOff() {
		this.web.withPropertyValues("revtrail.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(ChangeContext.class)
				.doesNotHaveBean(ChangeContextAccessor.class)
				.doesNotHaveBean(ChangeContextFilter.class)
				.doesNotHaveBean(ActorResolver.class));
	}

	@Test
	void namesTheSourceAfterTheApplication() {
		this.plain.withPropertyValues("spring.application.name=")
			.run((context) -> assertThat(context.getBean(ChangeContext.class).current().source())
				.isEqualTo("application"));
		this.plain.withPropertyValues("spring.application.name=shop")
			.run((context) -> assertThat(context.getBean(ChangeContext.class).current().source()).isEqualTo("shop"));
	}

}
