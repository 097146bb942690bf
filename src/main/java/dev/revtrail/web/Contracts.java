package dev.revtrail.web;

import java.util.List;
import java.util.Optional;

import dev.revtrail.web.request.ContractErrorFilter;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The contracts that are switched on.
 */
final class Contracts {

	private final List<ContractErrorFilter> contracts;

	/** The contracts, those with the plainest paths first. */
	Contracts(List<ContractErrorFilter> contracts) {
		this.contracts = contracts;
	}

	/**
	 * The contract that a request is about; of several the one with the plainest path.
	 */
	Optional<ContractErrorFilter> servedHere(HttpServletRequest request) {
		return this.contracts.stream().filter((contract) -> contract.isServedHere(request)).findFirst();
	}

}
