/**
 * What the page shows stands in its address: filters by the names that the data endpoint
 * has for them, of which the page turns only `range` into `from` and `to`.
 */

import { RANGES, instantsOf } from "./time.js";

const PLACES = ["after", "before", "at"];

/** Stands before the name of a filter whose matches are left out. */
const NOT = "not-";

/** A record, an entry, a patient's access report or the list that an address asks for. */
export function parse(search) {
	const all = new URLSearchParams(search);
	if (all.has("record")) {
		const text = all.get("record");
		const colon = text.indexOf(":");
		return { view: "record", type: text.slice(0, Math.max(colon, 0)), id: text.slice(colon + 1),
			revision: all.get("revision"), other: all.get("with") };
	}
	if (all.has("entry")) {
		return { view: "entry", id: all.get("entry") };
	}
	const place = [...all].filter(([name]) => PLACES.includes(name));
	if (all.has("report")) {
		return { view: "report", patient: all.get("report"), from: all.get("from"), to: all.get("to"),
			changes: all.get("changes") === "true", place };
	}
	return { view: "list", filters: [...all].filter(([name, value]) => !PLACES.includes(name) && value !== ""), place };
}

/** The address, from the question mark on, of what is shown. */
export function format(route) {
	if (route.view === "record") {
		const pairs = [["record", `${route.type}:${route.id}`]];
		if (route.revision) {
			pairs.push(["revision", route.revision]);
		}
		if (route.other) {
			pairs.push(["with", route.other]);
		}
		return query(pairs);
	}
	if (route.view === "report") {
		return query([["report", route.patient], ...["from", "to"].filter((name) => route[name]).map((name) => [name, route[name]]),
			...(route.changes ? [["changes", "true"]] : []), ...(route.place ?? [])]);
	}
	return (route.view === "entry") ? query([["entry", route.id]]) : query([...route.filters, ...(route.place ?? [])]);
}

function query(pairs) {
	return (pairs.length > 0) ? `?${new URLSearchParams(pairs)}` : "?";
}

export function recordAddress(type, id, revision, other) {
	return format({ view: "record", type, id, revision, other });
}

export function entryAddress(id) {
	return format({ view: "entry", id });
}

export function reportAddress(patient, from, to) {
	return format({ view: "report", patient, from, to });
}

export function listAddress(...filters) {
	return format({ view: "list", filters });
}

/** The filters as the data endpoint takes them. */
export function parameters(filters) {
	return filters.flatMap(([name, value]) => {
		if (name !== "range" || !RANGES.includes(value)) {
			return [[name, value]];
		}
		const [from, to] = instantsOf(value);
		return [["from", from], ...(to ? [["to", to]] : [])];
	});
}

export function values(filters, name) {
	return filters.filter(([some]) => some === name).map(([, value]) => value);
}

export function value(filters, name) {
	return values(filters, name)[0] ?? null;
}

/** The filters with others in place of those of some names. */
export function replaced(filters, names, pairs) {
	return [...filters.filter(([name]) => !names.includes(name)), ...pairs];
}

/** The list with entries of one value alone. */
export function onlyAddress(filters, name, value) {
	return listAddress(...replaced(filters, [name], [[name, value]]));
}

/** The list without entries of a value. */
export function withoutAddress(filters, name, value) {
	return listAddress(...filters.filter((pair) => pair[0] !== name || pair[1] !== value), [opposite(name), value]);
}

/** The name of the filter that leaves out what another one finds. */
export function opposite(name) {
	return NOT + name;
}

export function isOpposite(name) {
	return name.startsWith(NOT);
}

/** The name of a filter, or of that whose matches it leaves out. */
export function positive(name) {
	return isOpposite(name) ? name.slice(NOT.length) : name;
}
