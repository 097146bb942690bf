/** Values of fields, and what became of them. */

import { html, nothing } from "./lit-html/lit-html.js";
import { ExactNumber } from "./api.js";
import { difference } from "./difference.js";
import { absolute } from "./time.js";
import { fieldText } from "./words.js";

const LONG = 400;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z$/;

/** Returns whether a value stands for a masked one. */
export function isMasked(value) {
	return isObject(value) && value.masked === true && Object.keys(value).length === 1;
}

function isLarge(value) {
	return isObject(value) && typeof value.sha256 === "string" && typeof value.start === "string";
}

function isObject(value) {
	return value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof ExactNumber);
}

/**
 * A value.
 * @param value what JSON has
 * @param labels what records are called that values refer to, by id
 * @param keys the same for keys of maps
 */
export function valueView(value, labels = {}, keys = {}) {
	if (value === null) {
		return html`<span class="none">none</span>`;
	}
	if (isMasked(value)) {
		return html`<span class="masked" title="Readers of the change log may not see this value">masked</span>`;
	}
	if (isLarge(value)) {
		return html`${textView(value.start)}<span class="none">… ${value.length.toLocaleString("en")} in all,
			SHA-256 <code>${value.sha256}</code></span>`;
	}
	if (Array.isArray(value)) {
		return (value.length === 0) ? html`<span class="none">empty</span>`
				: html`<ul class="values">${value.map((one) => html`<li>${valueView(one, labels)}</li>`)}</ul>`;
	}
	if (isObject(value)) {
		const entries = Object.entries(value);
		return (entries.length === 0) ? html`<span class="none">empty</span>` : html`<dl class="values">${entries.map(
				([name, one]) => html`<div><dt>${keys[name] ? html`${keys[name]} <span class="id">${name}</span>` : name}</dt><dd>${valueView(one, labels)}</dd></div>`)}</dl>`;
	}
	if (value === "") {
		return html`<span class="none">empty text</span>`;
	}
	const label = labels[String(value)];
	return label ? html`${label} <span class="id">${String(value)}</span>`
			: (typeof value === "string" && INSTANT.test(value)) ? html`${absolute(value)} <span class="id">${value}</span>`
			: textView(String(value));
}

function textView(text) {
	return (text.length <= LONG) ? html`<span class="text">${text}</span>`
			: html`<details class="long"><summary><span class="text">${text.slice(0, LONG)}…</span>
				<span class="none">all ${text.length.toLocaleString("en")} characters</span></summary><span class="text">${text}</span></details>`;
}

const UNKNOWN = html`<span class="none">not known</span>`;

/** The two cells of a change: what was there, and what is. */
function cells(change, labels, keys) {
	const known = { from: "from" in change, to: "to" in change };
	if (typeof change.from === "string" && typeof change.to === "string" && !labels[change.from]
			&& !labels[change.to]) {
		const parts = difference(change.from, change.to);
		if (parts) {
			return [side(parts, "removed"), side(parts, "added")];
		}
	}
	if (Array.isArray(change.from) && Array.isArray(change.to)) {
		return [list(change.from, change.to, "removed", labels), list(change.to, change.from, "added", labels)];
	}
	return [known.from ? marked(change.from, "removed", labels, keys) : UNKNOWN,
		known.to ? marked(change.to, "added", labels, keys) : UNKNOWN];
}

function side(parts, kind) {
	const mark = (text) => (kind === "removed") ? html`<del>${text}</del>` : html`<ins>${text}</ins>`;
	return html`<span class="text">${parts.filter((part) => part.kind === "same" || part.kind === kind)
		.map((part) => (part.kind === "same") ? part.text : mark(part.text))}</span>`;
}

function list(elements, others, kind, labels) {
	if (elements.length === 0) {
		return valueView(elements);
	}
	const rest = others.map((one) => JSON.stringify(one));
	return html`<ul class="values">${elements.map((one) => {
		const at = rest.indexOf(JSON.stringify(one));
		if (at >= 0) {
			rest.splice(at, 1);
			return html`<li>${valueView(one, labels)}</li>`;
		}
		return html`<li>${marked(one, kind, labels)}</li>`;
	})}</ul>`;
}

function marked(value, kind, labels, keys) {
	if (value === null || isMasked(value)) {
		return valueView(value);
	}
	return (kind === "removed") ? html`<del>${valueView(value, labels, keys)}</del>`
			: html`<ins>${valueView(value, labels, keys)}</ins>`;
}

/** The table of what became of fields. */
export function changesTable(changes, labels = {}, keys = {}, caption = "Changes") {
	const fields = Object.entries(changes);
	return html`<table class="changes" role="table"><caption class="sr">${caption}</caption>
		<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Field</th>
			<th role="columnheader" scope="col">From</th><th role="columnheader" scope="col">To</th></tr></thead>
		<tbody role="rowgroup">${fields.map(([field, change]) => {
			const [from, to] = cells(change, labels[field] ?? {}, keys[field] ?? {});
			return html`<tr role="row"><th role="rowheader" scope="row" title=${field}>${fieldText(field)}</th>
				<td role="cell" data-label="From">${from}</td><td role="cell" data-label="To">${to}</td></tr>`;
		})}</tbody></table>`;
}

/** The fields that an entry changed, in short. */
export function changedFields(entry) {
	const names = Object.keys(entry.changes);
	if (names.length === 0) {
		return nothing;
	}
	const shown = names.slice(0, 3).map(fieldText).join(", ");
	return (names.length > 3) ? html`${shown} <span class="none">+\u00a0${names.length - 3}</span>` : shown;
}
