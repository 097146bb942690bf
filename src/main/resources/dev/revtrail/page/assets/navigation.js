/** Where a person is in the log, and how links lead on. */

/** The address of the window, with what Back leads to. */
export class WindowAddress {

	/** What it asks for, from the question mark on. */
	get search() {
		return location.search;
	}

	/**
	 * Asks for something else.
	 * @param search what, from the question mark on
	 * @param how "push", or "replace" where Back is not to lead to what was asked for before
	 */
	go(search, how = "push") {
		const address = new URL(search, location.href);
		if (search === "?") {
			address.search = "";
		}
		if (how === "replace") {
			history.replaceState(null, "", address);
		}
		else if (address.href !== location.href) {
			history.pushState(null, "", address);
		}
	}

}

/** An address that an element of a host's page has for itself: that of the window is the host's. */
export class OwnAddress {

	search = "?";

	go(search) {
		this.search = search;
	}

}

/** The link that a person follows here; null where they follow none, or open it elsewhere. */
export function linkOf(event, selector) {
	const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
	return isPlain ? (event.composedPath()[0].closest?.(selector) ?? null) : null;
}

/** Shows the beginning of what a link led to; the focus moves there if that is another view. */
export function arrive(content, isOtherView) {
	if (isOtherView) {
		content.focus({ preventScroll: true });
	}
	if (content.getBoundingClientRect().top < 0) {
		content.scrollIntoView();
	}
}
