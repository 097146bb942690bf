/** Values of fields, and what became of them. */

import { html, nothing } from "./lit-html/lit-html.js";
import { ExactNumber, own } from "./api.js";
import { difference } from "./difference.js";
import { t } from "./language.js";
import { INSTANT, absolute } from "./time.js";
import { fieldText } from "./words.js";

const LONG = 400;

/** What did not change of a text is folded where it is longer, but for some of it around. */
const UNCHANGED = 240;

const AROUND = 60;

/** Further fields are folded. */
const MOST_FIELDS = 20;

/** Returns whether a value stands for a masked one. */
export function isMasked(value) {
	return isObject(value) && value.masked === true && Object.keys(value).length === 1;
}

function isLarge(value) {
	return isObject(value) && typeof value.sha256 === "string" && (typeof value.start === "string" || isBinary(value));
}

/** Bytes, of which there are the number and the hash. */
function isBinary(value) {
	return typeof value.bytes === "number" && Object.keys(value).length === 2;
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
		return html`<span class="none">${t("value.none")}</span>`;
	}
	if (isMasked(value)) {
		return html`<span class="masked" title=${t("value.masked.title")}>${t("value.masked")}</span>`;
	}
	if (isLarge(value)) {
		return largeView(value);
	}
	if (Array.isArray(value)) {
		return (value.length === 0) ? html`<span class="none">${t("value.empty")}</span>`
				: html`<ul class="values">${value.map((one) => html`<li>${valueView(one, labels)}</li>`)}</ul>`;
	}
	if (isObject(value)) {
		const members = Object.entries(value);
		return (members.length === 0) ? html`<span class="none">${t("value.empty")}</span>`
				: html`<dl class="values">${members.map(([name, one]) => member(name, valueView(one, labels), keys))}</dl>`;
	}
	if (value === "") {
		return html`<span class="none">${t("value.empty-text")}</span>`;
	}
	const label = own(labels, String(value));
	return label ? html`<span class="name">${label}</span> <span class="id">${String(value)}</span>`
			: (typeof value === "string" && INSTANT.test(value)) ? html`${absolute(value)} <span class="id">${value}</span>`
			: textView(String(value));
}

function member(name, content, keys) {
	return html`<div><dt>${own(keys, name) ? html`${keys[name]} <span class="id">${name}</span>` : name}</dt><dd>${content}</dd></div>`;
}

/** A value of which the log keeps the start alone, or one of bytes. */
function largeView(value) {
	const hash = html` <code>${value.sha256}</code>`;
	return isBinary(value) ? html`${t("value.bytes", { count: value.bytes })}<span class="none">, SHA-256${hash}</span>`
			: html`${textView(value.start)}<span class="none">${t("value.rest", { length: t("value.length", { count: value.length }) })}${hash}</span>`;
}

function textView(text) {
	return (text.length <= LONG) ? html`<span class="text">${text}</span>`
			: html`<details class="long"><summary><span class="text">${text.slice(0, LONG)}…</span>
				<span class="none">${t("value.all", { length: t("value.length", { count: text.length }) })}</span></summary><span class="text">${text}</span></details>`;
}

/** The two cells of a change: what was there, and what is. */
function cells(change, labels, keys) {
	const known = { from: "from" in change, to: "to" in change };
	if (typeof change.from === "string" && typeof change.to === "string" && !own(labels, change.from)
			&& !own(labels, change.to)) {
		const edited = difference(change.from, change.to);
		if (edited) {
			return [side(edited, "removed"), side(edited, "added")];
		}
	}
	if (Array.isArray(change.from) && Array.isArray(change.to)) {
		return [list(change.from, change.to, "removed", labels), list(change.to, change.from, "added", labels)];
	}
	if (isMembers(change.from) && isMembers(change.to)) {
		return [members(change.from, change.to, "removed", labels, keys), members(change.to, change.from, "added", labels, keys)];
	}
	const unknown = html`<span class="none">${t("value.unknown")}</span>`;
	return [known.from ? marked(change.from, "removed", labels, keys) : unknown,
		known.to ? marked(change.to, "added", labels, keys) : unknown];
}

function isMembers(value) {
	return isObject(value) && !isMasked(value) && !isLarge(value);
}

function side(edited, kind) {
	const mark = (text) => (kind === "removed") ? html`<del>${text}</del>` : html`<ins>${text}</ins>`;
	const shown = edited.filter((part) => part.kind === "same" || part.kind === kind);
	return html`<span class="text">${shown.map((part, index) => (part.kind === "same")
			? unchanged(part.text, index > 0, index < shown.length - 1) : mark(part.text))}</span>`;
}

/** What is the same on both sides, folded between what surrounds the changes. */
function unchanged(text, isAfter, isBefore) {
	const start = isAfter ? AROUND : 0;
	const end = isBefore ? text.length - AROUND : text.length;
	return (end - start <= UNCHANGED) ? text
			: html`${text.slice(0, start)}<details class="unchanged"><summary>${t("value.unchanged", {
				length: t("value.length", { count: end - start }) })}</summary>${text.slice(start, end)}</details>${text.slice(end)}`;
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

/** The members of an object, of which those are marked that the other has not or has differently. */
function members(object, other, kind, labels, keys) {
	const all = Object.entries(object);
	return (all.length === 0) ? valueView(object) : html`<dl class="values">${all.map(([name, one]) => {
		if (!Object.hasOwn(other, name)) {
			return member(name, marked(one, kind, labels, {}), keys);
		}
		if (JSON.stringify(one) === JSON.stringify(other[name])) {
			return member(name, valueView(one, labels), keys);
		}
		const [from, to] = cells((kind === "removed") ? { from: one, to: other[name] } : { from: other[name], to: one }, labels, {});
		return member(name, (kind === "removed") ? from : to, keys);
	})}</dl>`;
}

function marked(value, kind, labels, keys) {
	if (value === null || isMasked(value)) {
		return valueView(value);
	}
	return (kind === "removed") ? html`<del>${valueView(value, labels, keys)}</del>`
			: html`<ins>${valueView(value, labels, keys)}</ins>`;
}

/**
 * The table of what became of fields. Where a record came or went, there is one side to show.
 * @param changes what became of the fields, by their names
 * @param options `type`, the record's; `labels` and `keys`, what records are called, by field
 * and id; `caption`, the table's; `side`, "from" or "to" where there is nothing on the other
 */
export function changesTable(changes, { type, labels = {}, keys = {}, caption = t("changes"), side: only } = {}) {
	const fields = Object.entries(changes);
	const table = (some, isFirst) => html`<table class=${only ? "changes one-side" : "changes"} role="table">
		<caption class="sr">${caption}</caption>
		<thead role="rowgroup" class=${isFirst ? "" : "sr"}><tr role="row"><th role="columnheader" scope="col">${t("changes.field")}</th>
			${(only !== "to") ? html`<th role="columnheader" scope="col">${t("changes.from")}</th>` : nothing}
			${(only !== "from") ? html`<th role="columnheader" scope="col">${t("changes.to")}</th>` : nothing}</tr></thead>
		<tbody role="rowgroup">${some.map(([field, change]) => {
			const [from, to] = cells(change, own(labels, field) ?? {}, own(keys, field) ?? {});
			return html`<tr role="row"><th role="rowheader" scope="row" title=${field}>${fieldText(field, type)}</th>
				${(only !== "to") ? html`<td role="cell" data-label=${t("changes.from")}>${from}</td>` : nothing}
				${(only !== "from") ? html`<td role="cell" data-label=${t("changes.to")}>${to}</td>` : nothing}</tr>`;
		})}</tbody></table>`;
	return (fields.length <= MOST_FIELDS) ? table(fields, true)
			: html`${table(fields.slice(0, MOST_FIELDS), true)}<details class="rest"><summary>${t("changes.more", {
				count: fields.length - MOST_FIELDS })}</summary>${table(fields.slice(MOST_FIELDS), false)}</details>`;
}

/** The side of an entry's changes that says all: the values that came or that went. */
export function sideOf(entry) {
	const changes = Object.values(entry.changes);
	const isNone = (side) => changes.every((change) => side in change && change[side] === null);
	return (entry.action === "CREATE" && isNone("from")) ? "to" : (entry.action === "DELETE" && isNone("to")) ? "from" : undefined;
}
