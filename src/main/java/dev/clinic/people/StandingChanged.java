package dev.clinic.people;

/**
 * Published when a user gets another role, in the transaction of the change.
 *
 * @param user the user, with the new role
 */
public record RoleChanged(User user) {

}
