/** What a person chose, kept in their browser for this page alone. */

const KEY = `revtrail ${new URL("../..", import.meta.url).pathname}`;

const DEFAULTS = { hidden: ["organization", "source"], theme: "auto", utc: false, chart: true, rows: "dense", live: false };

function stored() {
	try {
		const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
		return (found && typeof found === "object") ? found : {};
	}
	catch {
		// Storage may be switched off, or hold what another version wrote: the defaults serve
		return {};
	}
}

const chosen = { ...DEFAULTS, ...stored() };

if (!Array.isArray(chosen.hidden)) {
	chosen.hidden = DEFAULTS.hidden;
}

export function preference(name) {
	return chosen[name];
}

export function prefer(name, value) {
	chosen[name] = value;
	try {
		localStorage.setItem(KEY, JSON.stringify(chosen));
	}
	catch {
		// Without storage, a choice lasts as long as the page
	}
}
