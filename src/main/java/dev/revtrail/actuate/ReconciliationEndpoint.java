package dev.revtrail.actuate;

import java.util.List;
import java.util.Set;

import dev.revtrail.Caller;
import dev.revtrail.CallerResolver;
import dev.revtrail.reconciliation.Reconciliation;
import dev.revtrail.reconciliation.ReconciliationReport;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

/**
 * Shows the reports of reconciliations, begins and stops them. To begin and to stop them
 * takes the authority {@link Caller#AUDIT_RECONCILIATION}.
 */
@WebEndpoint(id = "revtrailreconciliation")
public class ReconciliationEndpoint {

	private final Reconciliation reconciliation;

	private final EndpointAuthority authority;

	ReconciliationEndpoint(Reconciliation reconciliation, ObjectProvider<CallerResolver> callers) {
		this.reconciliation = reconciliation;
		this.authority = new EndpointAuthority(callers, Caller.AUDIT_RECONCILIATION);
	}

	/**
	 * Returns the last reports.
	 * @return those on record types that were ever compared; without the authority they
	 * name no records
	 */
	@ReadOperation
	public List<ReconciliationReport> reports() {
		List<ReconciliationReport> reports = this.reconciliation.reports();
		return this.authority.isHeld() ? reports : reports.stream().map(ReconciliationReport::withoutRecords).toList();
	}

	/**
	 * Begins reconciliations in the background.
	 * @param recordTypes the names of record types; all where it is missing
	 * @return the types that were asked for; 403 without the authority, 400 for a type
	 * that there is not
	 */
	@WriteOperation
	public WebEndpointResponse<Object> start(@Nullable Set<String> recordTypes) {
		return this.authority.accept(() -> this.reconciliation.start((recordTypes != null) ? recordTypes : List.of()),
				this::reports);
	}

	/**
	 * Stops reconciliations after their batches.
	 * @return the reports; 403 without the authority
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> stop() {
		return this.authority.accept(this.reconciliation::stop, this::reports);
	}

}
