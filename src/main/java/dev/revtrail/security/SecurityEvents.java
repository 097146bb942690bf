package dev.revtrail.security;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.revtrail.Action;
import dev.revtrail.Actor;
import dev.revtrail.Event;
import dev.revtrail.EventLog;
import dev.revtrail.RecordRef;
import dev.revtrail.RecordType;
import dev.revtrail.RecordTypes;
import dev.revtrail.Revision;
import dev.revtrail.context.ChangeContext;
import dev.revtrail.context.RequestCredential;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.core.Authentication;

/**
 * Records sign-ins, sign-outs and failed sign-ins that Spring Security publishes. A
 * credential that comes with each request, such as a token, counts as one sign-in until
 * it has not been used for a while. Resolves the actor of a request that a filter
 * rejects.
 */
class SecurityEvents {

	private final EventLog events;

	private final ActorMapping mapping;

	private final RecordTypes types;

	private static final Set<String> LASTING_SCHEMES = Set.of("basic", "bearer", "dpop");

	private final ChangeContext context;

	private final SignInProperties properties;

	private final RequestCredential credential;

	private final SeenCredentials seen;

	private final FailedSignIns failures;

	SecurityEvents(EventLog events, ActorMapping mapping, RecordTypes types, ChangeContext context,
			SignInProperties properties, RequestCredential credential, SeenCredentials seen, FailedSignIns failures) {
		this.events = events;
		this.mapping = mapping;
		this.types = types;
		this.context = context;
		this.properties = properties;
		this.credential = credential;
		this.seen = seen;
		this.failures = failures;
	}

	@EventListener
	void signedIn(InteractiveAuthenticationSuccessEvent event) {
		record(Action.SIGN_IN, event.getAuthentication());
	}

	/**
	 * Records a sign-in by a credential in the request. Spring Security publishes this
	 * event for each authentication; a sign-in by a form or a provider has no such
	 * credential in its request, and the other event follows.
	 */
	@EventListener
	void authenticated(AuthenticationSuccessEvent event) {
		Optional<String> credential = this.credential.current()
			.map((header) -> lasting(header, event.getAuthentication()));
		if (this.properties.signIns() && credential.filter(this.seen::signIn).isPresent()) {
			record(Action.SIGN_IN, event.getAuthentication());
		}
	}

	/** Credentials of other schemes, such as signatures, may differ with each request. */
	private static String lasting(String header, Authentication authentication) {
		String scheme = header.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
		return LASTING_SCHEMES.contains(scheme) ? header : scheme + " " + authentication.getName();
	}

	@EventListener
	void signedOut(LogoutSuccessEvent event) {
		record(Action.SIGN_OUT, event.getAuthentication());
	}

	/**
	 * Credentials other than a name and a password have no name that is worth keeping.
	 */
	@EventListener
	void failed(AbstractAuthenticationFailureEvent event) {
		if (this.properties.signIns()) {
			String name = (event.getAuthentication() instanceof UsernamePasswordAuthenticationToken named)
					? named.getName() : null;
			String reason = event.getException().getClass().getSimpleName().replaceFirst("Exception$", "");
			Revision.Request request = this.context.current().request();
			Optional<Actor> account = Optional.ofNullable(name).flatMap(this.mapping::actorNamed);
			this.failures.failed(account.orElse(null), user(account), name, reason,
					(request != null) ? request.ipAddress() : null);
		}
	}

	@EventListener
	void denied(AuthorizationDeniedEvent<?> event) {
		this.context.current();
	}

	private void record(Action action, Authentication authentication) {
		if (this.properties.signIns()) {
			this.mapping.actorOf(authentication)
				.ifPresent((actor) -> this.events
					.recordAlone(List.of(Event.of(action, user(Optional.of(actor))).by(actor))));
		}
	}

	/** Returns the user's record if users are tracked. */
	private RecordRef user(Optional<Actor> actor) {
		return this.types.find(this.properties.userType())
			.map(RecordType::name)
			.map((type) -> actor.map((known) -> new RecordRef(type, known.id())).orElseGet(() -> RecordRef.none(type)))
			.orElseGet(() -> RecordRef.none(RecordRef.APPLICATION));
	}

}
