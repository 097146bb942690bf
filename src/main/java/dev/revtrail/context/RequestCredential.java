package dev.revtrail.context;

import java.util.Optional;

/**
 * The credential that the current request itself brings.
 */
@FunctionalInterface
public interface RequestCredential {

	/**
	 * Returns the credential.
	 * @return what the header {@code Authorization} holds; nothing without such a header,
	 * or outside of a request
	 */
	Optional<String> current();

}
