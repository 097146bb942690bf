package dev.revtrail.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.revtrail.Actor;
import dev.revtrail.ActorResolver;
import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("h2")
@ExtendWith(OutputCaptureExtension.class)
class RevtrailSecurityAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(RevtrailSecurityAutoConfiguration.class));

	@AfterEach
	void signOut() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void noAuthenticationMeansNoActor() {
		this.runner.run((context) -> {
			assertThat(context.getBean(ActorResolver.class).currentActor()).isEmpty();
			assertThat(context.getBean(CallerResolver.class).currentCaller()).isEmpty();
		});
	}

	@Test
	void anonymousUsersAreNoActors() {
		signIn(new AnonymousAuthenticationToken("key", "anonymousUser", AuthorityUtils.createAuthorityList("ANY")));
		this.runner.run((context) -> {
			assertThat(context.getBean(ActorResolver.class).currentActor()).isEmpty();
			assertThat(context.getBean(CallerResolver.class).currentCaller()).isEmpty();
		});
	}

	@Test
	void unauthenticatedUsersAreNoActors() {
		TestingAuthenticationToken token = new TestingAuthenticationToken("ada", "guess", List.of());
		token.setAuthenticated(false);
		signIn(token);
		this.runner.run((context) -> assertThat(context.getBean(CallerResolver.class).currentCaller()).isEmpty());
	}

	@Test
	void aReaderWhoSeesNothingIsWarnedOfOnce(CapturedOutput output) {
		this.runner.run((context) -> {
			CallerResolver callers = context.getBean(CallerResolver.class);
			signIn(new TestingAuthenticationToken("ada", null, Caller.AUDIT_READ, Caller.AUDIT_ALL));
			callers.currentCaller();
			assertThat(output).doesNotContain("see no entry");

			signIn(new TestingAuthenticationToken("ada", null, Caller.AUDIT_READ));
			callers.currentCaller();
			callers.currentCaller();
			assertThat(output.getOut()).containsOnlyOnce("such as user ada, see no entry");
		});
	}

	@Test
	void byDefaultAUserIsKnownByNameAndSeesNothing() {
		signIn(new TestingAuthenticationToken("ada", null, Caller.AUDIT_READ));
		this.runner.run((context) -> {
			assertThat(context.getBean(ActorResolver.class).currentActor()).contains(Actor.user("ada"));
			assertThat(context.getBean(CallerResolver.class).currentCaller()).hasValueSatisfying((caller) -> {
				assertThat(caller.may(Caller.AUDIT_READ)).isTrue();
				assertThat(caller.scope().isNothing()).isTrue();
			});
		});
	}

	@Test
	void theAuthorityForAllSeesEverything() {
		signIn(new TestingAuthenticationToken("root", null, Caller.AUDIT_ALL));
		this.runner.run((context) -> assertThat(context.getBean(CallerResolver.class).currentCaller())
			.hasValueSatisfying((caller) -> assertThat(caller.scope()).isEqualTo(Scope.everything())));
	}

	@Test
	void theHostsMappingDecidesWhoAndWhose() {
		signIn(new TestingAuthenticationToken("ada", null, Caller.AUDIT_READ));
		Actor ada = new Actor("7", Actor.Type.USER, "Ada", null, "acme", "acme");
		this.runner.withBean(ActorMapping.class, () -> (authentication) -> Optional.of(ada))
			.run((context) -> assertThat(context.getBean(CallerResolver.class).currentCaller())
				.hasValueSatisfying((caller) -> {
					assertThat(caller.actor()).isEqualTo(ada);
					assertThat(caller.scope().organizationId()).contains("acme");
				}));
	}

	@Test
	void theHostsMappingDecidesWhatItsAuthoritiesAllow() {
		signIn(new TestingAuthenticationToken("ada", null, "ROLE_CHIEF", Caller.AUDIT_ALL, "other"));
		this.runner
			.withBean(AuthorityMapping.class,
					() -> (authority) -> authority.equals("ROLE_CHIEF") ? Set.of(Caller.AUDIT_READ, Caller.AUDIT_NOTE)
							: Set.of())
			.run((context) -> assertThat(context.getBean(CallerResolver.class).currentCaller())
				.hasValueSatisfying((caller) -> {
					assertThat(caller.authorities()).containsExactlyInAnyOrder(Caller.AUDIT_READ, Caller.AUDIT_NOTE);
					assertThat(caller.scope().isEverything()).isFalse();
				}));
	}

	@Test
	void backsOffForTheHostsResolvers() {
		ActorResolver actors = Optional::empty;
		CallerResolver callers = Optional::empty;
		this.runner.withBean(ActorResolver.class, () -> actors)
			.withBean(CallerResolver.class, () -> callers)
			.run((context) -> {
				assertThat(context.getBean(ActorResolver.class)).isSameAs(actors);
				assertThat(context.getBean(CallerResolver.class)).isSameAs(callers);
			});
	}

	@Test
	void isNotThereWithoutSpringSecurityNorWhenRevtrailIsOff() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context).doesNotHaveBean(CallerResolver.class));
		this.runner.withPropertyValues("revtrail.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(CallerResolver.class));
	}

	private static void signIn(Authentication authentication) {
		SecurityContextHolder.getContext().setAuthentication(authentication);
	}

}
