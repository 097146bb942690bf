/** Puts the page together: what its address asks for is read, and drawn. */

import { html, nothing, render } from "./lit-html/lit-html.js";
import { format, parameters, parse, reportAddress, value } from "./address.js";
import { PAGE, read } from "./api.js";
import { Days } from "./days.js";
import { EntryView } from "./entry.js";
import { Export } from "./export.js";
import { Filters, closeMenus, tendMenus } from "./filters.js";
import { direction, locale, speak, t } from "./language.js";
import { COLUMNS, EntryList, columnTitle } from "./list.js";
import { WindowAddress, arrive, linkOf } from "./navigation.js";
import { failure, pageLink, user } from "./parts.js";
import { prefer, preference } from "./prefs.js";
import { RecordView } from "./record.js";
import { ReportView } from "./report.js";
import { absolute, zoneText } from "./time.js";
import { inHost, learn, typeText, userText } from "./words.js";

const root = document.getElementById("page");

const address = new WindowAddress();

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

/** Announces a text, or what makes one. */
function say(words) {
	const text = (typeof words === "function") ? words() : words;
	// Screen readers announce the same text again only if it differs
	said = (said === text) ? `${text}\u00a0` : text;
	changed();
}

const list = new EntryList({ changed, say, live: () => preference("live"), learn: (entries) => {
	filters.learn(entries);
	if (days.failed) {
		count();
	}
} });
const record = new RecordView({ changed, say, go: (revision, other) => go({ ...route, revision, other }, "replace"),
	back: () => lastList });
const entry = new EntryView({ changed, say, back: () => lastList });
const report = new ReportView({ changed: () => {
	document.title = title();
	changed();
}, say, go: (to) => go(to, "replace"), back: () => lastList, make: () => settings.mayExport ? (what) => exporting.ask(what) : null });
const days = new Days({ changed, choose: (from, to) => filters.during(from, to), again: () => count() });
const exporting = new Export({ changed, say });
let filters = null;

/** Shows what the address asks for; entries may be being read. */
function follow(previous, reading) {
	route = parse(address.search);
	list.stop();
	document.title = title();
	if (route.view === "record") {
		record.show(route);
	}
	else if (route.view === "entry") {
		entry.show(route.id);
	}
	else if (route.view === "report") {
		report.show(route);
	}
	else {
		lastList = address.search || "?";
		const asked = String(route.filters);
		const shown = list.show(route.filters, route.place, reading);
		if (!previous || previous.view !== "list" || String(previous.filters) !== asked) {
			// The rows come first
			shown.then(() => (String(route.filters) === asked) ? Promise.all([count(), recall()]) : null);
		}
	}
	changed();
}

/** Learns what the filters are called, which the title of the window shows, too. */
async function recall() {
	await filters.recall();
	document.title = title();
}

async function count() {
	if (preference("chart") && route.view === "list") {
		await days.count(route.filters, filters.days(route.filters));
	}
}

/** Counts the entries of some filters, as far as the list has, and while it shows them. */
function countOf(some) {
	const asked = String(some);
	return () => (String(route.filters) === asked) ? list.total : undefined;
}

function go(to, how = "push") {
	const previous = route;
	address.go(format(to), how);
	follow(previous);
}

function title() {
	const name = settings.title;
	const shown = (route.view === "record") ? `${typeText(route.type)} ${route.id}`
			: (route.view === "entry") ? t("entry.title", { id: route.id })
			: (route.view === "report") ? report.title(route) : filters.summary(route.filters);
	return shown ? `${shown} · ${name}` : name;
}

function view() {
	if (started?.error) {
		return html`<main>${failure(started.error, start)}</main>`;
	}
	if (!settings) {
		// There are no words yet
		return html`<main class="loading" aria-busy="true">${Array.from({ length: 8 }, () => html`<div class="ghost"></div>`)}</main>`;
	}
	return html`<a class="skip" href="#content">${t("skip")}</a>
		<header class="top"><h1><a data-page href=${PAGE.href}>${settings.title}</a></h1>
			<div class="viewer">${user(settings.viewer)}</div>
			<div class="tools">${(route.view === "list") ? html`${reportLink()}${settings.mayExport ? html`<button type="button" class="button"
					@click=${() => exporting.ask(exported())} ?disabled=${!list.page}>${t("export")}</button>` : nothing}` : nothing}
				${viewMenu()}
				${settings.signOut ? html`<a class="button" href=${inHost(settings.signOut)}>${t("sign-out")}</a>` : nothing}</div></header>
		${paper()}
		<main>${(route.view === "list") ? html`${questions()}${filters.view(route.filters)}${preference("chart") ? days.view() : nothing}` : nothing}
			<div id="content" tabindex="-1">${(route.view === "record") ? record.view() : (route.view === "entry") ? entry.view()
					: (route.view === "report") ? report.view() : list.view()}</div></main>
		${exporting.view()}
		<p class="sr" role="status" aria-live="polite">${said}</p>`;
}

/** All entries of the list, for a file. */
function exported() {
	return { path: "export", formats: ["csv", "ndjson"], title: "export.title", parameters: parameters(route.filters),
		summary: filters.summary(route.filters), count: countOf(route.filters) };
}

/** Where a patient is chosen, the report on who read of them is near. */
function reportLink() {
	const patient = value(route.filters, "patient");
	if (patient === null) {
		return nothing;
	}
	const period = new Map(parameters(route.filters));
	return html`<a class="button" data-page href=${pageLink(reportAddress(patient, period.get("from"), period.get("to")))}>${t("report.title")}</a>`;
}

/** What is asked most, each a link to its filter. */
function questions() {
	const current = String(route.filters);
	return html`<nav class="questions" aria-label=${t("questions")}><ul>${settings.questions.map(({ text, title, filter }) => html`<li><a data-page
		href=${pageLink(`?${filter}`)} aria-current=${(String(parse(`?${filter}`).filters) === current) ? "true" : nothing}>${text ? t(text) : title}</a></li>`)}</ul></nav>`;
}

/** Heads what is printed: who, when, which filter, which page. */
function paper() {
	const filter = (route.view === "list") ? filters.summary(route.filters) : "";
	return html`<p class="paper">${t("printed", { time: absolute(new Date().toISOString()), zone: zoneText() })}
		${t("printed.by", { user: userText(settings.viewer) })} ${filter ? t("printed.filter", { filter }) : nothing}
		${(route.view === "list") ? location.href : nothing}</p>`;
}

function viewMenu() {
	const set = (name, value) => {
		prefer(name, value);
		if (name === "theme") {
			document.documentElement.dataset.theme = value;
		}
		if (name === "live" && route.view === "list") {
			list.poll();
		}
		if (name === "chart" || name === "utc") {
			count();
		}
		changed();
	};
	const hidden = preference("hidden");
	return html`<details class="menu right" data-menu="view"><summary><span>${t("view")}</span></summary><div class="panel">
		<fieldset><legend>${t("view.theme")}</legend>${["auto", "light", "dark"].map((theme) => html`<label class="choice"><input type="radio" name="theme"
			.checked=${preference("theme") === theme} @change=${() => set("theme", theme)}>${t(`view.theme.${theme}`)}</label>`)}</fieldset>
		<fieldset><legend>${t("view.times")}</legend>${[[false, t("view.times.own")], [true, t("view.times.utc")]].map(([utc, text]) => html`<label class="choice"><input type="radio"
			name="zone" .checked=${preference("utc") === utc} @change=${() => set("utc", utc)}>${text}</label>`)}</fieldset>
		<fieldset><legend>${t("view.rows")}</legend>${["dense", "comfortable"].map((rows) => html`<label class="choice"><input type="radio" name="rows"
			.checked=${preference("rows") === rows} @change=${() => set("rows", rows)}>${t(`view.rows.${rows}`)}</label>`)}</fieldset>
		<fieldset><legend>${t("view.show")}</legend><label class="choice"><input type="checkbox" .checked=${preference("chart")}
			@change=${(event) => set("chart", event.target.checked)}>${t("view.chart")}</label>
			<label class="choice"><input type="checkbox" .checked=${preference("live")} @change=${(event) => set("live", event.target.checked)}>${t("view.live")}</label></fieldset>
		<fieldset><legend>${t("view.columns")}</legend>${COLUMNS.slice(1).map((column) => html`<label class="choice"><input type="checkbox"
			.checked=${!hidden.includes(column.name)} @change=${(event) => set("hidden", event.target.checked
					? hidden.filter((name) => name !== column.name) : [...hidden, column.name])}>${columnTitle(column)}</label>`)}</fieldset></div></details>`;
}

/** Links within the page change its address, and nothing else, unless they open elsewhere. */
function click(event) {
	const link = linkOf(event, "a[data-page]");
	if (!link) {
		return;
	}
	event.preventDefault();
	const previous = route;
	address.go(link.search || "?");
	closeMenus(null);
	follow(previous);
	const isOtherView = route.view !== previous.view;
	if (isOtherView) {
		window.scrollTo(0, 0);
	}
	arrive(document.getElementById("content"), isOtherView);
}

async function start() {
	started = null;
	changed();
	const { search } = address;
	const asked = parse(search);
	// All that is read is in this language
	const spoken = speak(document.documentElement.dataset.language);
	const reading = (asked.view === "list") ? list.read(asked.filters, asked.place) : null;
	// The view that shows the entries reports the failure
	reading?.catch(() => null);
	try {
		await spoken;
		document.documentElement.lang = locale();
		document.documentElement.dir = direction();
		settings = await read("settings");
		learn(settings);
		filters = new Filters({ settings, changed, searches: true, apply: (wanted) => go({ view: "list", filters: wanted, place: [] }) });
		follow(null, (address.search === search) ? reading : null);
	}
	catch (error) {
		started = { error };
		changed();
	}
}

document.addEventListener("click", click);
tendMenus(document);
exporting.tend();
window.addEventListener("popstate", () => follow(route));
// What is printed says when
window.addEventListener("beforeprint", () => settings && render(view(), root));
start();
