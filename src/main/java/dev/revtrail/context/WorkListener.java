package dev.revtrail.context;

/**
 * Is told of work that has ended. Called on the thread that ends it, so that it hands
 * over what takes time; what it throws is logged.
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
