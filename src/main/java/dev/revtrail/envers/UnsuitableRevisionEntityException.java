package dev.revtrail.envers;

/**
 * Envers found a revision entity that cannot hold who, when, from where and in which
 * request.
 */
public final class UnsuitableRevisionEntityException extends RuntimeException {

	private final String revisionEntity;

	UnsuitableRevisionEntityException(String revisionEntity) {
		super("Envers uses the revision entity " + revisionEntity + ", which does not extend "
				+ RevtrailRevision.class.getName() + ".");
		this.revisionEntity = revisionEntity;
	}

	String revisionEntity() {
		return this.revisionEntity;
	}

}
