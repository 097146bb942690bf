package dev.revtrail.envers.boot;

import dev.revtrail.envers.RevtrailRevision;
import dev.revtrail.envers.RevtrailRevisionListener;
import dev.revtrail.envers.UnsuitableRevisionEntityException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says how a host's own revision entity becomes one that the change log can use.
 */
final class RevisionEntityFailureAnalyzer extends AbstractFailureAnalyzer<UnsuitableRevisionEntityException> {

	static final String ACTION = "Let your revision entity extend " + RevtrailRevision.class.getName()
			+ " and keep its id, annotate it with @RevisionEntity(" + RevtrailRevisionListener.class.getSimpleName()
			+ ".class) or a listener that extends it, and set revtrail.revision-entity to its class name. "
			+ "Or remove it: the library brings one of its own.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsuitableRevisionEntityException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), ACTION, cause);
	}

}
