package dev.revtrail.context;

/**
 * Receives work that has ended. Called on the thread that ends the work, so an
 * implementation must hand slow tasks to another thread. Exceptions that it throws are
 * logged.
 */
@FunctionalInterface
public interface WorkListener {

	/**
	 * A request was answered, a transaction outside of requests rolled back, or one that
	 * a request began committed after the answer.
	 * @param work what is known of it
	 */
	void ended(CompletedWork work);

}
