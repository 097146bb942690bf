package dev.clinic.people;

/**
 * Published when a user gets another role, is kept out or let in again, in the
 * transaction of the change.
 *
 * @param user the user, as changed
 */
public record StandingChanged(User user) {

}
