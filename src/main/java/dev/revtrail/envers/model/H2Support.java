package dev.revtrail.envers.model;

/**
 * H2.
 */
final class H2Support implements DatabaseSupport {

	@Override
	public boolean choosesIndexByOrder() {
		return false;
	}

	@Override
	public boolean keepsTimeLimit() {
		return true;
	}

}
