package dev.clinic.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import dev.clinic.record.ClinicPrincipal;
import dev.clinic.record.Role;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The accounts that may sign in with a password: active members of the staff of an active
 * organization, as they are in the database now. Reads the tables without entities, since
 * entities of organizations other than the current user's are hidden, and the user is not
 * known yet.
 */
@Component
class Accounts {

	private static final String SELECT = "select u.id, u.first_name, u.last_name, u.email, u.role, u.password_hash, u.can_view_audit_log, "
			+ "o.id as organization_id, o.brand from users u join organization o on o.id = u.organization_id "
			+ "where u.password_hash is not null and u.active = true and o.active = true and u.role <> 'PATIENT' and ";

	private final JdbcClient jdbc;

	Accounts(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Finds an account by the e-mail address of its user.
	 * @param email the e-mail address, as somebody typed it
	 * @return the account, or nothing
	 */
	Optional<Account> withEmail(String email) {
		return this.jdbc.sql(SELECT + "u.sign_in_email = lower(?)")
			.param(email.strip())
			.query(Accounts::accountOf)
			.optional();
	}

	/**
	 * Finds an account by its user.
	 * @param userId the user's id
	 * @return the account, or nothing
	 */
	Optional<Account> of(long userId) {
		return this.jdbc.sql(SELECT + "u.id = ?").param(userId).query(Accounts::accountOf).optional();
	}

	private static Account accountOf(ResultSet row, int number) throws SQLException {
		Role role = Role.valueOf(row.getString("role"));
		return new Account(
				new ClinicPrincipal(row.getLong("id"), row.getString("first_name") + " " + row.getString("last_name"),
						row.getString("email"), role, row.getString("organization_id"), row.getString("brand"),
						Authorities.of(role, row.getBoolean("can_view_audit_log"))),
				row.getString("password_hash"));
	}

}
