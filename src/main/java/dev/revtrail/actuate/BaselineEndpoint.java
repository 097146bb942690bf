package dev.revtrail.actuate;

import java.util.List;
import java.util.Set;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.baseline.Baseline;
import dev.revtrail.baseline.BaselineStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Shows how far baselines are, begins and stops them. To begin and to stop them takes the
 * authority {@link Caller#AUDIT_BASELINE}.
 */
@WebEndpoint(id = "revtrailbaseline")
public class BaselineEndpoint {

	private final Baseline baseline;

	private final EndpointAuthority authority;

	BaselineEndpoint(Baseline baseline, ObjectProvider<CallerResolver> callers) {
		this.baseline = baseline;
		this.authority = new EndpointAuthority(callers, Caller.AUDIT_BASELINE);
	}

	/**
	 * Returns how far baselines are.
	 * @return those that were ever begun, by record type
	 */
	@ReadOperation
	public List<BaselineStatus> status() {
		return this.baseline.status();
	}

	/**
	 * Begins baselines in the background.
	 * @param recordTypes the names of record types; all where it is missing
	 * @return the types that were asked for; 403 without the authority, 400 for a type
	 * that there is not
	 */
	@WriteOperation
	public WebEndpointResponse<Object> start(@Nullable Set<String> recordTypes) {
		return this.authority.accept(() -> this.baseline.start((recordTypes != null) ? recordTypes : List.of()),
				this::status);
	}

	/**
	 * Stops baselines after their batches.
	 * @return how far they are; 403 without the authority
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> stop() {
		return this.authority.accept(this.baseline::stop, this::status);
	}

}
