package dev.revtrail.web.request;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.RateLimiter;
import dev.revtrail.RateLimiter.Allowance;
import dev.revtrail.RateLimiter.Client;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Counts each request to the contracts once, and again for each further time that it
 * reads the log: against its verified caller, or else against the network that it came
 * from. The response contains the number of remaining requests.
 */
public final class RequestLimits {

	private static final Log logger = LogFactory.getLog(RequestLimits.class);

	private static final String COUNTED = RequestLimits.class.getName() + ".COUNTED";

	private static final String HEADER = "X-CareHQ-RateLimit-";

	private static final int NETWORK_BYTES = 8;

	private final CallerResolver resolver;

	private final RateLimiter limiter;

	private final RateLimiter local;

	private final Consumer<Caller> throttled;

	private final Clock clock;

	/**
	 * Creates limits.
	 * @param resolver knows who calls
	 * @param limiter counts requests
	 * @param local counts them where the other one fails
	 * @param throttled receives known callers whose requests are refused
	 * @param clock the clock
	 */
	public RequestLimits(CallerResolver resolver, RateLimiter limiter, RateLimiter local, Consumer<Caller> throttled,
			Clock clock) {
		this.resolver = resolver;
		this.limiter = limiter;
		this.local = local;
		this.throttled = throttled;
		this.clock = clock;
	}

	/**
	 * Counts a request, unless it has been counted already.
	 * @param request the request
	 * @param response its response, which has not been committed
	 * @return whether it is within the limit
	 */
	public boolean allow(HttpServletRequest request, HttpServletResponse response) {
		Counted counted = (request.getAttribute(COUNTED) instanceof Counted known) ? known
				: take(clientOf(request), 1, request);
		return answer(counted, response);
	}

	/**
	 * Counts the current request further times, where requests are limited.
	 * @param requests how many times, from 0
	 * @return whether all of them are within the limit
	 */
	public static boolean allowMore(long requests) {
		if (requests <= 0 || !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current)
				|| !(current.getRequest().getAttribute(COUNTED) instanceof Counted counted)
				|| current.getResponse() == null) {
			return true;
		}
		RequestLimits limits = counted.limits();
		return limits.answer(limits.take(counted.client(), requests, current.getRequest()), current.getResponse());
	}

	private Counted take(Client client, long requests, HttpServletRequest request) {
		Allowance allowance;
		try {
			allowance = this.limiter.take(client, requests);
		}
		catch (RuntimeException ex) {
			logger.warn("The rate limiter failed; requests are counted on this node alone.", ex);
			allowance = this.local.take(client, requests);
		}
		Counted counted = new Counted(this, client, allowance);
		request.setAttribute(COUNTED, counted);
		if (!allowance.granted()) {
			this.resolver.currentCaller().ifPresent(this.throttled);
		}
		return counted;
	}

	private boolean answer(Counted counted, HttpServletResponse response) {
		Allowance allowance = counted.allowance();
		response.setHeader(HEADER + "Limit", Integer.toString(allowance.limit()));
		response.setHeader(HEADER + "Remaining", Long.toString(allowance.remaining()));
		response.setHeader(HEADER + "Reset", Long.toString(allowance.reset().getEpochSecond()));
		if (!allowance.granted()) {
			Duration left = Duration.between(this.clock.instant(), allowance.reset());
			response.setHeader("Retry-After", Long.toString(Math.max(1, left.plusNanos(999_999_999).toSeconds())));
		}
		return allowance.granted();
	}

	private Client clientOf(HttpServletRequest request) {
		Optional<Caller> caller = this.resolver.currentCaller();
		return caller.map((known) -> new Client(true, CallerKey.of(known).digest()))
			.orElseGet(() -> new Client(false, networkOf(request.getRemoteAddr())));
	}

	/**
	 * Returns the network of an address: the owner of one IPv6 address usually has 2^64
	 * of them.
	 */
	private static String networkOf(@Nullable String address) {
		if (address == null || address.indexOf(':') < 0) {
			return String.valueOf(address);
		}
		try {
			InetAddress parsed = InetAddress.getByName(address.replaceAll("%.*", ""));
			return (parsed instanceof Inet6Address)
					? InetAddress.getByAddress(Arrays.copyOf(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES), 16))
						.getHostAddress() + "/64"
					: parsed.getHostAddress();
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

	/**
	 * What was counted of a request.
	 *
	 * @param limits where
	 * @param client who made it
	 * @param allowance what that left
	 */
	private record Counted(RequestLimits limits, Client client, Allowance allowance) {

	}

}
