package dev.clinic.rest;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.BiConsumer;

import dev.clinic.record.ClinicPrincipal;
import dev.clinic.record.ClinicRecord;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

import org.springframework.data.repository.CrudRepository;
import org.springframework.data.rest.webmvc.ResourceNotFoundException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes records from one state to another, each in a transaction of its own, on behalf of
 * the user who asks for it.
 */
@Component
public class Transitions {

	private final TransactionTemplate transactions;

	private final Validator validator;

	private final Clock clock;

	private final HttpServletRequest request;

	Transitions(TransactionTemplate transactions, Validator validator, Clock clock, HttpServletRequest request) {
		this.transactions = transactions;
		this.validator = validator;
		this.clock = clock;
		this.request = request;
	}

	/**
	 * Changes a record.
	 * @param <T> the record's type
	 * @param <I> the type of its id
	 * @param repository where it is
	 * @param id its id
	 * @param change what to do, given the record and the time
	 * @return the record as it is then
	 * @throws ResourceNotFoundException when the caller has no such record
	 */
	public <T extends ClinicRecord, I> T apply(CrudRepository<T, I> repository, I id, BiConsumer<T, Instant> change) {
		T changed = this.transactions.execute((status) -> {
			T record = repository.findById(id).orElseThrow(ResourceNotFoundException::new);
			requireMatch(record);
			change.accept(record, now());
			return repository.save(record);
		});
		if (changed == null) {
			throw new ResourceNotFoundException();
		}
		return changed;
	}

	/**
	 * Checks what a client sent.
	 * @param <B> the type of the body
	 * @param body the request's body
	 * @return the same
	 * @throws ConstraintViolationException when it is not valid
	 */
	public <B> B valid(B body) {
		Set<ConstraintViolation<B>> violations = this.validator.validate(body);
		if (!violations.isEmpty()) {
			throw new ConstraintViolationException(violations);
		}
		return body;
	}

	/**
	 * Returns the user who makes the request.
	 * @return the user who is signed in
	 */
	public ClinicPrincipal principal() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		if (authentication != null && authentication.getPrincipal() instanceof ClinicPrincipal principal) {
			return principal;
		}
		throw new IllegalStateException("A transition requires a signed-in user.");
	}

	/**
	 * Returns the current day.
	 * @return the date in UTC
	 */
	public LocalDate today() {
		return LocalDate.ofInstant(now(), ZoneOffset.UTC);
	}

	/** Returns the time in microseconds, as databases keep it. */
	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MICROS);
	}

	private void requireMatch(ClinicRecord record) {
		String expected = this.request.getHeader(HttpHeaders.IF_MATCH);
		if (expected != null && !expected.equals("*") && !expected.equals("\"" + record.getVersion() + "\"")) {
			throw new ResponseStatusException(HttpStatus.PRECONDITION_FAILED);
		}
	}

}
