package dev.clinic.billing;

import java.math.BigDecimal;

import dev.clinic.rest.Transitions;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.springframework.data.rest.webmvc.PersistentEntityResource;
import org.springframework.data.rest.webmvc.PersistentEntityResourceAssembler;
import org.springframework.data.rest.webmvc.RepositoryRestController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/**
 * Charges billing items, gives money back and writes off.
 */
@RepositoryRestController
class BillingItemTransitions {

	private final BillingItemRepository records;

	private final Transitions transitions;

	BillingItemTransitions(BillingItemRepository records, Transitions transitions) {
		this.records = records;
		this.transitions = transitions;
	}

	@PostMapping("/billing-items/{id}/charge")
	ResponseEntity<PersistentEntityResource> charge(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity.ok(assembler
			.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.charge(now))));
	}

	@PostMapping("/billing-items/{id}/fail")
	ResponseEntity<PersistentEntityResource> fail(@PathVariable Long id, @RequestBody Fail body,
			PersistentEntityResourceAssembler assembler) {
		this.transitions.valid(body);
		return ResponseEntity.ok(assembler
			.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.fail(body.reason()))));
	}

	@PostMapping("/billing-items/{id}/refund")
	ResponseEntity<PersistentEntityResource> refund(@PathVariable Long id, @RequestBody Refund body,
			PersistentEntityResourceAssembler assembler) {
		this.transitions.valid(body);
		return ResponseEntity.ok(assembler
			.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.refund(body.amount()))));
	}

	@PostMapping("/billing-items/{id}/void")
	ResponseEntity<PersistentEntityResource> voidItem(@PathVariable Long id,
			PersistentEntityResourceAssembler assembler) {
		return ResponseEntity
			.ok(assembler.toFullResource(this.transitions.apply(this.records, id, (record, now) -> record.voidItem())));
	}

	record Fail(@NotBlank @Size(max = 400) String reason) {
	}

	record Refund(@NotNull @DecimalMin("0.01") @Digits(integer = 15, fraction = 2) BigDecimal amount) {
	}

}
