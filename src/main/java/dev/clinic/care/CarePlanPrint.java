package dev.clinic.care;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import dev.revtrail.Accessed;
import org.jspecify.annotations.Nullable;

import org.springframework.data.rest.webmvc.ResourceNotFoundException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Prints care plans, for patients to take home or to give to whom they wish.
 */
@RestController
class CarePlanPrint {

	private final CarePlanRepository records;

	CarePlanPrint(CarePlanRepository records) {
		this.records = records;
	}

	@Accessed(action = "PRINT", type = "CARE_PLAN", id = "#id", purpose = "#purpose", recipient = "#recipient")
	@Transactional(readOnly = true)
	@GetMapping(path = "/api/care-plans/{id}/print", produces = MediaType.TEXT_PLAIN_VALUE)
	ResponseEntity<String> print(@PathVariable Long id, @RequestParam(required = false) @Nullable String purpose,
			@RequestParam(required = false) @Nullable String recipient) {
		CarePlan plan = this.records.findById(id).orElseThrow(ResourceNotFoundException::new);
		return ResponseEntity.ok()
			.contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
			.body("%s%nfor %s, %s%n%n%s%n%s%n".formatted(plan.getName(), plan.getPatient().getFullName(),
					plan.getStatus(), plan.getSummary(),
					plan.getTasks().stream().map((task) -> "- " + task.getTitle()).collect(Collectors.joining("\n"))));
	}

}
