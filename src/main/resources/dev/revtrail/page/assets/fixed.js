/** Filters that an element of a host's page has by its attributes: a person narrows them, and cannot widen them. */

import { parameters, value, values } from "./address.js";

/** The attributes that are filters. That of a record's id is called `record`, as `id` is the element's own. */
export const FILTERS = ["type", "action", "user", "kind", "patient", "record", "organization", "outcome", "field", "request", "source", "ip",
	"range", "from", "to"];

/** Those that an attribute may give several values of. */
const SEVERAL = ["type", "action", "kind"];

const DATES = ["range", "from", "to"];

/**
 * The filters of attributes.
 * @param attribute the value of an attribute by its name; null where there is none
 */
export function fixedBy(attribute) {
	return FILTERS.flatMap((name) => {
		const text = attribute(name);
		const filter = (name === "record") ? "id" : name;
		return (text === null) ? [] : SEVERAL.includes(name) ? text.trim().split(/[\s,]+/).map((one) => [filter, one]) : [[filter, text]];
	});
}

/** The filters that hold where a person chooses some: fixed ones that are narrowed, and others. */
export function together(fixed, chosen) {
	const isChosen = ([name]) => SEVERAL.includes(name) && values(chosen, name).length > 0;
	const others = (filters) => filters.filter(([name]) => !DATES.includes(name));
	return [...others(fixed).filter((pair) => !isChosen(pair)), ...others(chosen), ...dates(fixed, chosen)];
}

/** The days that are both fixed and chosen. */
function dates(fixed, chosen) {
	const [one, other] = [fixed, chosen].map((filters) => filters.filter(([name]) => DATES.includes(name)));
	if (one.length === 0 || other.length === 0) {
		return [...one, ...other];
	}
	const [first, second] = [one, other].map(parameters);
	const later = (texts) => texts.reduce((text, some) => (Date.parse(some) > Date.parse(text)) ? some : text);
	const earlier = (texts) => texts.reduce((text, some) => (end(some) < end(text)) ? some : text);
	return [["from", later], ["to", earlier]].flatMap(([name, choose]) => {
		const texts = [value(first, name), value(second, name)].filter((text) => text !== null);
		return (texts.length > 0) ? [[name, choose(texts)]] : [];
	});
}

/** A day ends with its last moment. */
function end(text) {
	return Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999Z` : text);
}

/** What a person has chosen of filters that links lead to, which have the fixed ones too. */
export function chosenOf(filters, fixed) {
	return filters.filter(([name, text]) => {
		const known = values(fixed, name);
		return (known.length === 0) ? true : SEVERAL.includes(name) ? known.includes(text)
				: DATES.includes(name) && !known.includes(text);
	}).filter(([name], index, all) => !SEVERAL.includes(name) || !isAll(values(all, name), values(fixed, name)));
}

/** Whether those that are chosen are all that are fixed. */
function isAll(chosen, fixed) {
	return fixed.length > 0 && fixed.every((one) => chosen.includes(one));
}
