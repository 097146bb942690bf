package dev.revtrail.web.request;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * Counts each request to the contracts once: against its verified caller, or else against
 * the address that it came from. The response contains the number of remaining requests.
 */
public final class RequestLimits {

	private static final String ALLOWANCE = RequestLimits.class.getName() + ".ALLOWANCE";

	private static final String HEADER = "X-CareHQ-RateLimit-";

	private static final int NETWORK_BYTES = 8;

	private final CallerResolver resolver;

	private final RateLimit callers;

	private final RateLimit strangers;

	public RequestLimits(CallerResolver resolver, RateLimit callers, RateLimit strangers) {
		this.resolver = resolver;
		this.callers = callers;
		this.strangers = strangers;
	}

	/**
	 * Counts a request, unless it has been counted already.
	 * @param request the request
	 * @param response its response, which has not been committed
	 * @return whether it is within the limit
	 */
	public boolean allow(HttpServletRequest request, HttpServletResponse response) {
		RateLimit.Allowance allowance = (request.getAttribute(ALLOWANCE) instanceof RateLimit.Allowance known) ? known
				: take(request);
		request.setAttribute(ALLOWANCE, allowance);
		response.setHeader(HEADER + "Limit", Integer.toString(allowance.limit()));
		response.setHeader(HEADER + "Remaining", Long.toString(allowance.remaining()));
		response.setHeader(HEADER + "Reset", Long.toString(allowance.reset().getEpochSecond()));
		if (!allowance.granted()) {
			response.setHeader("Retry-After", Long.toString(allowance.secondsLeft()));
		}
		return allowance.granted();
	}

	private RateLimit.Allowance take(HttpServletRequest request) {
		Optional<Caller> caller = this.resolver.currentCaller();
		return caller.isPresent() ? this.callers.take(CallerKey.of(caller.get()))
				: this.strangers.take(networkOf(request.getRemoteAddr()));
	}

	/**
	 * Returns the network of an address: the owner of one IPv6 address usually has 2^64
	 * of them.
	 */
	private static Object networkOf(@Nullable String address) {
		if (address == null || address.indexOf(':') < 0) {
			return String.valueOf(address);
		}
		try {
			InetAddress parsed = InetAddress.getByName(address.replaceAll("%.*", ""));
			return (parsed instanceof Inet6Address) ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
					: parsed;
		}
		catch (UnknownHostException ex) {
			return address;
		}
	}

}
