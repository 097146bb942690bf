package dev.revtrail.context;

import java.util.function.Supplier;

import org.springframework.batch.core.scope.context.StepContext;
import org.springframework.batch.core.scope.context.StepSynchronizationManager;

/**
 * Names the step of Spring Batch at work on the current thread, such as
 * {@code importPatients.load}: it may write by Spring's own code alone, which says
 * nothing of the job.
 */
final class BatchStepName implements Supplier<String> {

	private final Supplier<String> otherwise;

	/**
	 * Creates the supplier.
	 * @param otherwise names work outside of steps
	 */
	BatchStepName(Supplier<String> otherwise) {
		this.otherwise = otherwise;
	}

	@Override
	public String get() {
		StepContext step = StepSynchronizationManager.getContext();
		return (step != null) ? step.getJobName() + "." + step.getStepName() : this.otherwise.get();
	}

}
