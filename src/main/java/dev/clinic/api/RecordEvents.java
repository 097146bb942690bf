package dev.clinic.api;

import java.util.Set;

import dev.clinic.record.Role;
import dev.clinic.people.User;
import dev.clinic.security.Authorities;
import dev.clinic.record.Ruled;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;

import org.springframework.context.ApplicationListener;
import org.springframework.data.rest.core.event.BeforeCreateEvent;
import org.springframework.data.rest.core.event.BeforeDeleteEvent;
import org.springframework.data.rest.core.event.BeforeSaveEvent;
import org.springframework.data.rest.core.event.RepositoryEvent;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Checks what a client wrote before it is saved: who may write it, whether its values are
 * valid, and whether the record's own rules allow it.
 */
@Component
class RecordEvents implements ApplicationListener<RepositoryEvent> {

	private final Validator validator;

	RecordEvents(Validator validator) {
		this.validator = validator;
	}

	@Override
	public void onApplicationEvent(RepositoryEvent event) {
		Object record = event.getSource();
		if (event instanceof BeforeCreateEvent || event instanceof BeforeSaveEvent) {
			requireAuthority(record);
			Set<ConstraintViolation<Object>> violations = this.validator.validate(record);
			if (!violations.isEmpty()) {
				throw new ConstraintViolationException(violations);
			}
			if (record instanceof Ruled ruled) {
				ruled.requireChangeable();
			}
		}
		else if (event instanceof BeforeDeleteEvent) {
			requireAuthority(record);
			if (record instanceof Ruled ruled) {
				ruled.requireDeletable();
			}
		}
	}

	/**
	 * Requires the authority to write the record. Users who may only keep records may
	 * write those of patients, not those of colleagues.
	 */
	private void requireAuthority(Object record) {
		String needed = (record instanceof User user && user.getRole() != Role.PATIENT) ? Authorities.ADMINISTER
				: ApiRules.toWrite(record.getClass());
		Authentication caller = SecurityContextHolder.getContext().getAuthentication();
		if (caller == null
				|| caller.getAuthorities().stream().noneMatch((authority) -> needed.equals(authority.getAuthority()))) {
			throw new AccessDeniedException("The caller lacks the authority " + needed + ".");
		}
	}

}
