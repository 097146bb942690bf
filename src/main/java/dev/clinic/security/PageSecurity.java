package dev.clinic.security;

import java.util.Set;

import dev.revtrail.web.ContractRefusals;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Lets people in to the audit page by a form and a session, and programs by their keys.
 * The session's cookie opens the page and what the page asks for; all other requests are
 * handled by {@link SecurityConfiguration}, without sessions.
 */
@Configuration(proxyBeanMethods = false)
class PageSecurity {

	private static final String PAGE = "/audit-log/**";

	private static final String DATA = "/audit-log/data/**";

	private static final String[] OPEN = { "/", SignInController.SIGN_IN, SignInController.SIGN_OUT, "/sign-in.css",
			"/favicon.svg" };

	@Bean
	@Order(1)
	SecurityFilterChain pageSecurityChain(HttpSecurity http, ApiKeyAuthenticator authenticator, SessionUsers sessions,
			ContractRefusals contracts, AuthenticationEventPublisher events) {
		SecurityErrors errors = new SecurityErrors(contracts);
		PageRefusals refusals = new PageRefusals(errors, visits());
		RequestAttributeSecurityContextRepository keys = new RequestAttributeSecurityContextRepository();
		RequestCache wanted = wanted();
		return http.securityMatchers((paths) -> paths.requestMatchers(OPEN).requestMatchers(PAGE))
			.securityContext((context) -> context
				.securityContextRepository(new DelegatingSecurityContextRepository(keys, sessions)))
			.addFilterBefore(new ApiKeyFilter(authenticator, keys, errors, events), CsrfFilter.class)
			.csrf((csrf) -> csrf.csrfTokenRepository(tokens())
				.ignoringRequestMatchers(new AndRequestMatcher(path(PAGE), (request) -> !isSignedIn())))
			.headers((headers) -> headers
				.crossOriginResourcePolicy((policy) -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
			.requestCache((cache) -> cache.requestCache(wanted))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.formLogin((form) -> form.loginPage(SignInController.SIGN_IN)
				.usernameParameter("email")
				.successHandler((request, response, user) -> arrive(request, response, wanted))
				.failureHandler(refusals))
			.logout((out) -> out.logoutUrl(SignInController.SIGN_OUT)
				.logoutSuccessHandler((request, response, user) -> new OwnRedirects().sendRedirect(request, response,
						SignInMessage.SIGNED_OUT.address())))
			.authorizeHttpRequests((requests) -> {
				requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
				requests.requestMatchers(OPEN).permitAll();
				requests.anyRequest().authenticated();
			})
			.build();
	}

	/**
	 * Returns whether the caller is known by a session, which other sites could use.
	 */
	private static boolean isSignedIn() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return authentication instanceof UserAuthentication && !(authentication instanceof ApiKeyAuthentication);
	}

	/**
	 * Matches requests by which somebody opens a page, rather than those of a program or
	 * the page itself.
	 */
	private static RequestMatcher visits() {
		MediaTypeRequestMatcher html = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
		html.setIgnoredMediaTypes(Set.of(MediaType.ALL));
		return new AndRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, PAGE),
				new NegatedRequestMatcher(path(DATA)), html);
	}

	private static RequestCache wanted() {
		CookieRequestCache cache = new CookieRequestCache();
		cache.setRequestMatcher(visits());
		cache.setCookieCustomizer((cookie) -> cookie.setAttribute("SameSite", "Lax"));
		return cache;
	}

	/** Kept in a cookie: requests of people who have not signed in begin no session. */
	private static CsrfTokenRepository tokens() {
		CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
		tokens.setCookieCustomizer((cookie) -> cookie.sameSite("Lax"));
		return tokens;
	}

	/** Goes where somebody wanted to, before they were asked to sign in. */
	private static void arrive(HttpServletRequest request, HttpServletResponse response, RequestCache wanted) {
		String address = SignInController.HOME;
		if (wanted.getRequest(request, response) instanceof DefaultSavedRequest saved) {
			String uri = saved.getRequestURI();
			String query = saved.getQueryString();
			if (uri != null && isPage(request, uri)) {
				address = uri.substring(request.getContextPath().length()) + ((query != null) ? "?" + query : "");
			}
		}
		wanted.removeRequest(request, response);
		new OwnRedirects().sendRedirect(request, response, address);
	}

	/** The address is from a cookie, which the client controls. */
	private static boolean isPage(HttpServletRequest request, String uri) {
		String page = request.getContextPath() + SignInController.HOME;
		return uri.equals(page) || uri.startsWith(page + "/");
	}

	private static RequestMatcher path(String pattern) {
		return PathPatternRequestMatcher.withDefaults().matcher(pattern);
	}

}
