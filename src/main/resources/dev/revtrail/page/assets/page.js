/** Puts the page together: what its address asks for is read, and drawn. */

import { html, nothing, render } from "./lit-html/lit-html.js";
import { format, parameters, parse } from "./address.js";
import { PAGE, read } from "./api.js";
import { Days } from "./days.js";
import { EntryList, COLUMNS } from "./list.js";
import { EntryView } from "./entry.js";
import { Export } from "./export.js";
import { Filters, closeMenus } from "./filters.js";
import { failure, user } from "./parts.js";
import { prefer, preference } from "./prefs.js";
import { RecordView } from "./record.js";
import { absolute, zone, zoneText } from "./time.js";
import { inHost, learn } from "./words.js";

const root = document.getElementById("page");

let settings = null;
let route = null;
let started = null;
let said = "";
let scheduled = false;
let lastList = "?";

/** Draws once, however much changed until then. */
function changed() {
	if (!scheduled) {
		scheduled = true;
		queueMicrotask(() => {
			scheduled = false;
			render(view(), root);
		});
	}
}

function say(text) {
	// Screen readers announce the same text again only if it differs
	said = (said === text) ? `${text}\u00a0` : text;
	changed();
}

const list = new EntryList({ changed, say, learn: (entries) => filters.learn(entries) });
const record = new RecordView({ changed, say, go: (revision, other) => go({ ...route, revision, other }, "replace"),
	back: () => lastList });
const entry = new EntryView({ changed, say, back: () => lastList });
const days = new Days(changed, (first, last) => filters.between(first, last));
const exporting = new Export({ changed, say });
let filters = null;

/** Shows what the address asks for; entries may be being read. */
function follow(previous, reading) {
	route = parse(location.search);
	list.stop();
	document.title = title();
	if (route.view === "record") {
		record.show(route);
	}
	else if (route.view === "entry") {
		entry.show(route.id);
	}
	else {
		lastList = location.search || "?";
		const asked = String(route.filters);
		const shown = list.show(route.filters, route.place, reading);
		if (!previous || previous.view !== "list" || String(previous.filters) !== asked) {
			// The rows come first
			shown.then(() => (String(route.filters) === asked) ? count() : null);
		}
	}
	changed();
}

async function count() {
	if (!preference("chart") || route.view !== "list") {
		return;
	}
	const asked = String(route.filters);
	const [first, last] = filters.days(route.filters);
	try {
		const counted = await read("days", [...parameters(route.filters), ["zone", zone()]]);
		if (String(route.filters) === asked) {
			days.show(counted.days, first, last);
		}
	}
	catch (error) {
		if (String(route.filters) === asked) {
			days.fail(error);
		}
	}
}

/** Counts the entries of some filters, as far as the list has, and while it shows them. */
function countOf(some) {
	const asked = String(some);
	return () => (String(route.filters) === asked) ? list.total : undefined;
}

function go(to, how = "push") {
	const search = format(to);
	const address = new URL(search, location.href);
	if (search === "?") {
		address.search = "";
	}
	const previous = route;
	history[(how === "push") ? "pushState" : "replaceState"](null, "", address);
	follow(previous);
}

function title() {
	const name = settings?.title ?? document.title;
	return (route.view === "record") ? `${route.type} ${route.id} · ${name}`
			: (route.view === "entry") ? `Entry ${route.id} · ${name}` : name;
}

function view() {
	if (started?.error) {
		return html`<main>${failure(started.error, start)}</main>`;
	}
	if (!settings) {
		return html`<main class="state loading" aria-busy="true"><p>Opening the log…</p></main>`;
	}
	return html`<a class="skip" href="#content">Skip to the entries</a>
		<header class="top"><h1><a data-page href=${PAGE.href}>${settings.title}</a></h1>
			<div class="viewer">${user(settings.viewer)}</div>
			<div class="tools">${(route.view === "list") ? html`${settings.mayExport ? html`<button type="button" class="button"
					@click=${() => exporting.ask(route.filters, filters.summary(), countOf(route.filters))} ?disabled=${!list.page}>Export</button>` : nothing}` : nothing}
				${viewMenu()}
				${settings.signOut ? html`<a class="button" href=${inHost(settings.signOut)}>Sign out</a>` : nothing}</div></header>
		<p class="paper">Printed ${absolute(new Date().toISOString())}, times in ${zoneText()}. ${(route.view === "list" && filters.summary())
				? `Filter: ${filters.summary()}.` : nothing}</p>
		<main>${(route.view === "list") ? html`${filters.view(route.filters)}${preference("chart") ? days.view() : nothing}` : nothing}
			<div id="content" tabindex="-1">${(route.view === "record") ? record.view() : (route.view === "entry") ? entry.view() : list.view()}</div></main>
		${exporting.view()}
		<p class="sr" role="status" aria-live="polite">${said}</p>`;
}

function viewMenu() {
	const set = (name, value) => {
		prefer(name, value);
		if (name === "theme") {
			document.documentElement.dataset.theme = value;
		}
		if (name === "chart" || name === "utc") {
			count();
		}
		changed();
	};
	const hidden = preference("hidden");
	return html`<details class="menu right" data-menu="view"><summary><span>View</span></summary><div class="panel">
		<fieldset><legend>Theme</legend>${["auto", "light", "dark"].map((theme) => html`<label class="choice"><input type="radio" name="theme"
			.checked=${preference("theme") === theme} @change=${() => set("theme", theme)}>${theme}</label>`)}</fieldset>
		<fieldset><legend>Times</legend>${[[false, "your zone"], [true, "UTC"]].map(([utc, text]) => html`<label class="choice"><input type="radio"
			name="zone" .checked=${preference("utc") === utc} @change=${() => set("utc", utc)}>${text}</label>`)}</fieldset>
		<fieldset><legend>Show</legend><label class="choice"><input type="checkbox" .checked=${preference("chart")}
			@change=${(event) => set("chart", event.target.checked)}>entries per day</label></fieldset>
		<fieldset><legend>Columns</legend>${COLUMNS.slice(1).map((column) => html`<label class="choice"><input type="checkbox"
			.checked=${!hidden.includes(column.name)} @change=${(event) => set("hidden", event.target.checked
					? hidden.filter((name) => name !== column.name) : [...hidden, column.name])}>${column.title}</label>`)}</fieldset></div></details>`;
}

/** Links within the page change its address, and nothing else, unless they open elsewhere. */
function click(event) {
	const link = event.target.closest?.("a[data-page]");
	if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
		return;
	}
	event.preventDefault();
	const previous = route;
	if (link.href !== location.href) {
		history.pushState(null, "", link.href);
	}
	closeMenus(null);
	follow(previous);
	const content = document.getElementById("content");
	if (route.view !== previous.view) {
		window.scrollTo(0, 0);
		content.focus({ preventScroll: true });
	}
	else if (content.getBoundingClientRect().top < 0) {
		content.scrollIntoView();
	}
}

async function start() {
	started = null;
	changed();
	const search = location.search;
	const asked = parse(search);
	const reading = (asked.view === "list") ? list.read(asked.filters, asked.place) : null;
	// The view that shows the entries reports the failure
	reading?.catch(() => null);
	try {
		settings = await read("settings");
		learn(settings);
		filters = new Filters({ settings, changed, apply: (wanted) => go({ view: "list", filters: wanted, place: [] }) });
		follow(null, (location.search === search) ? reading : null);
	}
	catch (error) {
		started = { error };
		changed();
	}
}

document.addEventListener("click", click);
window.addEventListener("popstate", () => follow(route));
start();
