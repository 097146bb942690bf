package dev.revtrail.web;

import java.util.List;
import java.util.Optional;

import dev.revtrail.web.request.ContractErrorFilter;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The contracts that are enabled.
 */
final class Contracts {

	private final List<ContractErrorFilter> contracts;

	/**
	 * Creates the list of contracts, which must be sorted with the most specific paths
	 * first.
	 */
	Contracts(List<ContractErrorFilter> contracts) {
		this.contracts = contracts;
	}

	/**
	 * Finds the contract of a request; of several, the one with the most specific path.
	 */
	Optional<ContractErrorFilter> servedHere(HttpServletRequest request) {
		return this.contracts.stream().filter((contract) -> contract.isServedHere(request)).findFirst();
	}

}
