package dev.revtrail.context;

/**
 * Receives work that has ended. Called on the thread that ends the work, so an
 * implementation must hand slow tasks to another thread. Exceptions that it throws are
 * logged.
 */
@FunctionalInterface
public interface WorkListener {

	/**
	 * Called when a request was answered, when a transaction outside of requests was
	 * rolled back, or when a transaction of a request was committed after the answer.
	 * @param work the result of the work
	 */
	void ended(CompletedWork work);

}
