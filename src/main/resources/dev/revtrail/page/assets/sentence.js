/** What happened, in a sentence. */

import { ExactNumber, own } from "./api.js";
import { filled, has, inside, listed, t, template } from "./language.js";
import { dateText } from "./time.js";
import { actionText, fieldText, hostSentence, typeText, userText } from "./words.js";

const SUBJECT = "{user} ";

/** A longer value would hide the rest of the sentence. */
const LONGEST = 60;

const MOST_FIELDS = 3;

/**
 * What an entry says, as "Roger Bruen rescheduled appointment 509 from Dec 8 to Dec 4".
 * @returns `subject`, who did it, where the sentence begins with them; `text`, the rest; and `whole`
 */
export function sentenceOf(entry) {
	const fields = Object.keys(entry.changes);
	const values = valuesOf(entry, fields);
	const text = isFailure(entry) ? template("sentence.failed") : worded(entry, fields, values) ?? usual(entry, fields, values);
	const isBegun = text.startsWith(SUBJECT);
	return { subject: isBegun ? values.user : "", whole: filled(text, values).join(""),
		text: filled(isBegun ? text.slice(SUBJECT.length) : text, values).join("") };
}

/** Whether an attempt failed whose action does not say so. */
function isFailure(entry) {
	return entry.outcome === "failure" && !entry.action.endsWith("_FAILED")
			&& !["ACCESS_DENIED", "THROTTLED"].includes(entry.action);
}

/** The host's sentence: of a single changed field, or of the action, if it can be filled in. */
function worded(entry, fields, values) {
	const keys = [...((fields.length === 1) ? [`${entry.action}.${fields[0]}`] : []), entry.action];
	return keys.map((key) => hostSentence(entry.type, key)).find((text) => text
			&& [...text.matchAll(/\{([^{}]+)\}/g)].every(([, name]) => own(values, name) !== undefined));
}

function valuesOf(entry, fields) {
	const values = { user: userText(entry.user), record: recordText(entry), type: inside(typeText(entry.type)),
		id: entry.record ?? undefined, action: actionText(entry.action),
		patient: entry.patient ? (entry.patient.label ?? entry.patient.record) : undefined,
		fields: listed(fields.map((field) => inside(fieldText(field, entry.type)))) };
	for (const field of fields) {
		values[`from.${field}`] = valueText(entry, field, "from");
		values[`to.${field}`] = valueText(entry, field, "to");
	}
	if (fields.length === 1) {
		Object.assign(values, { field: inside(fieldText(fields[0], entry.type)), from: values[`from.${fields[0]}`],
			to: values[`to.${fields[0]}`] });
	}
	return values;
}

/** The page's own sentence. Of many fields it names the first. */
function usual(entry, fields, values) {
	const key = `sentence.${entry.action}${(entry.action === "UPDATE") ? ofUpdate(entry, fields, values) : ""}`;
	if (key === "sentence.UPDATE.some" && fields.length > MOST_FIELDS) {
		values.fields = listed([...fields.slice(0, MOST_FIELDS - 1).map((field) => inside(fieldText(field, entry.type))),
			t("sentence.UPDATE.more", { count: fields.length - MOST_FIELDS + 1 })]);
	}
	return template(has(key) ? key : "sentence.other");
}

/** Which form the sentence of an update has: a single field shows what it was and is. */
function ofUpdate(entry, fields, values) {
	if (fields.length === 0) {
		return "";
	}
	if (fields.length > 1) {
		return ".some";
	}
	const change = entry.changes[fields[0]];
	if (values.from !== undefined && values.to !== undefined) {
		// What is rounded may look the same
		return (values.from === values.to) ? ".some" : ".one";
	}
	return (change.from === null && values.to !== undefined) ? ".set"
			: (change.to === null && values.from !== undefined) ? ".cleared" : ".some";
}

/** "appointment 509", "patient Ann Miller", "change log" */
function recordText(entry) {
	const type = inside(typeText(entry.type));
	const name = entry.label ?? entry.record;
	return (name === null) ? type : t("sentence.record", { type, name });
}

/** A value that fits into a sentence; undefined for others, and for what is masked, unknown or none. */
function valueText(entry, field, side) {
	const value = entry.changes[field][side];
	if (value === null || value === undefined || value === "" || (typeof value === "object" && !(value instanceof ExactNumber))) {
		return undefined;
	}
	const text = own(own(entry.labels, field), String(value)) ?? ((typeof value === "string") ? dateText(value) : null) ?? String(value);
	return (text.length <= LONGEST && !text.includes("\n")) ? text : undefined;
}
