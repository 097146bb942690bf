package dev.clinic.api;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.clinic.record.ClinicRecord;
import dev.clinic.record.RuleViolation;
import dev.clinic.rest.InvalidField;
import jakarta.persistence.EntityNotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import org.hibernate.exception.SnapshotIsolationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConversionException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.data.rest.webmvc.BasePathAwareController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/**
 * Says what is wrong with a request, and nothing about how the application is made: no
 * SQL, no class names. Everything else is left to Spring Data REST.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(annotations = BasePathAwareController.class)
class ApiErrors {

	private static final Logger logger = LoggerFactory.getLogger(ApiErrors.class);

	/** The class of SQL states of values that a column does not take. */
	private static final String DATA_EXCEPTION = "22";

	@ExceptionHandler
	ResponseEntity<ApiProblem> invalid(ConstraintViolationException ex) {
		Map<String, List<String>> fields = new TreeMap<>();
		for (ConstraintViolation<?> violation : ex.getConstraintViolations()) {
			fields.computeIfAbsent(violation.getPropertyPath().toString(), (path) -> new ArrayList<>())
				.add(violation.getMessage());
		}
		return problem(HttpStatus.BAD_REQUEST, new ApiProblem("The record is not valid.", fields));
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem> invalid(InvalidField ex) {
		return problem(HttpStatus.BAD_REQUEST, new ApiProblem("The request is not valid.",
				Map.of(ex.field(), List.of(String.valueOf(ex.getMessage())))));
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem> forbidden(RuleViolation ex) {
		return problem(HttpStatus.CONFLICT, new ApiProblem(String.valueOf(ex.getMessage())));
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem> unreadable(HttpMessageNotReadableException ex) {
		JacksonException json = causeOf(ex, JacksonException.class);
		if (json == null || json.getPath().isEmpty()) {
			return problem(HttpStatus.BAD_REQUEST, new ApiProblem("The request body must be a JSON object."));
		}
		if (json instanceof UnrecognizedPropertyException) {
			return problem(HttpStatus.BAD_REQUEST, new ApiProblem("The request has fields that cannot be written.",
					Map.of(path(json), List.of("is unknown or read-only"))));
		}
		String takes = isLink(json) ? "must be the address of a record that exists" : "takes another kind of value";
		return problem(HttpStatus.BAD_REQUEST,
				new ApiProblem("The record is not valid.", Map.of(path(json), List.of(takes))));
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem> stale(OptimisticLockingFailureException ex) {
		return overtaken();
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem> busy(PessimisticLockingFailureException ex) {
		logger.warn("A record could not be locked.", ex);
		return overtaken();
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem> conflicting(DataIntegrityViolationException ex) {
		logger.debug("The database rejected a change.", ex);
		SQLException failure = causeOf(ex, SQLException.class);
		if (failure != null && String.valueOf(failure.getSQLState()).startsWith(DATA_EXCEPTION)) {
			return problem(HttpStatus.BAD_REQUEST,
					new ApiProblem("The record has a value that cannot be stored, such as a text with U+0000."));
		}
		return problem(HttpStatus.CONFLICT,
				new ApiProblem("Other records refer to this record, or another record has the same unique value."));
	}

	@ExceptionHandler({ ConversionException.class, MethodArgumentTypeMismatchException.class,
			EntityNotFoundException.class, HttpClientErrorException.class })
	ResponseEntity<ApiProblem> unknown(Exception ex, HttpServletRequest request) {
		return isSearch(request) ? wrongSearch()
				: problem(HttpStatus.NOT_FOUND, new ApiProblem("There is no such record."));
	}

	@ExceptionHandler
	ResponseEntity<ApiProblem> incomplete(IllegalArgumentException ex, HttpServletRequest request) {
		if (isSearch(request)) {
			return wrongSearch();
		}
		throw ex;
	}

	/**
	 * A search whose parameter is missing comes here as a null that Spring Data refuses.
	 */
	private static boolean isSearch(HttpServletRequest request) {
		return request.getRequestURI().contains("/search/");
	}

	private static ResponseEntity<ApiProblem> wrongSearch() {
		return problem(HttpStatus.BAD_REQUEST,
				new ApiProblem("A parameter of the search is missing or has an invalid value."));
	}

	/**
	 * Unwraps the errors of a commit, and MariaDB's of a row that has changed since the
	 * transaction's first read. An error in none of the forms above is a mistake of the
	 * application and is rethrown.
	 * @param ex what the transaction manager threw
	 * @return the response to its cause
	 */
	@ExceptionHandler({ TransactionSystemException.class, InvalidDataAccessApiUsageException.class,
			JpaSystemException.class })
	ResponseEntity<ApiProblem> wrapped(RuntimeException ex) {
		ConstraintViolationException invalid = causeOf(ex, ConstraintViolationException.class);
		if (invalid != null) {
			return invalid(invalid);
		}
		RuleViolation rule = causeOf(ex, RuleViolation.class);
		if (rule != null) {
			return forbidden(rule);
		}
		if (causeOf(ex, SnapshotIsolationException.class) != null) {
			return overtaken();
		}
		throw ex;
	}

	private static ResponseEntity<ApiProblem> overtaken() {
		return problem(HttpStatus.CONFLICT,
				new ApiProblem("The record was changed by another request at the same time."));
	}

	private static boolean isLink(JacksonException json) {
		return json instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
				&& ClinicRecord.class.isAssignableFrom(mismatch.getTargetType());
	}

	private static String path(JacksonException json) {
		StringBuilder path = new StringBuilder();
		json.getPath().forEach((step) -> {
			if (step.getPropertyName() != null) {
				path.append((path.length() > 0) ? "." : "").append(step.getPropertyName());
			}
			else {
				path.append('[').append(step.getIndex()).append(']');
			}
		});
		return path.toString();
	}

	private static <T extends Throwable> @Nullable T causeOf(Throwable ex, Class<T> type) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

	private static ResponseEntity<ApiProblem> problem(HttpStatus status, ApiProblem problem) {
		return ResponseEntity.status(status).body(problem);
	}

}
