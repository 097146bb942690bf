package dev.revtrail.web;

import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * What all contracts have in common.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass({ Filter.class, DispatcherServlet.class })
public final class RevtrailWebAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ContractRefusals contractRefusals(ObjectProvider<ContractErrorFilter> contracts) {
		return (request, response, status, hint) -> {
			for (ContractErrorFilter contract : contracts) {
				if (contract.isServedHere(request)) {
					contract.refuse(response, status, hint);
					return true;
				}
			}
			return false;
		};
	}

}
