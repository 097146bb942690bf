package dev.clinic.people;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.clinic.record.Role;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;

/**
 * Checks {@link WithRole}. Public, as the validator makes it itself.
 */
public class WithRoleValidator implements ConstraintValidator<WithRole, User> {

	private Set<Role> roles = EnumSet.noneOf(Role.class);

	@Override
	public void initialize(WithRole constraint) {
		this.roles = EnumSet.copyOf(List.of(constraint.value()));
	}

	@Override
	public boolean isValid(@Nullable User user, ConstraintValidatorContext context) {
		return user == null || this.roles.contains(user.getRole());
	}

}
