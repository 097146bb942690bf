/** Times in the viewer's zone, or in UTC where they prefer it. */

import { preference } from "./prefs.js";

const LOCAL = Intl.DateTimeFormat().resolvedOptions().timeZone;

const formats = new Map();

function format(name, options, zone) {
	const key = `${name} ${zone}`;
	if (!formats.has(key)) {
		formats.set(key, new Intl.DateTimeFormat(undefined, { ...options, timeZone: zone }));
	}
	return formats.get(key);
}

export function zone() {
	return preference("utc") ? "UTC" : LOCAL;
}

/** The zone's name with what it is away from UTC now: "Europe/Berlin, GMT+2". */
export function zoneText() {
	if (zone() === "UTC") {
		return "UTC";
	}
	const offset = format("offset", { timeZoneName: "shortOffset" }, zone()).formatToParts(new Date())
		.find((part) => part.type === "timeZoneName").value;
	return `${zone()}, ${offset}`;
}

/** "21 Nov 2026, 14:03:12" */
export function absolute(instant) {
	return format("absolute", { dateStyle: "medium", timeStyle: "medium" }, zone()).format(new Date(instant));
}

/** "2026-11-21 13:03:12.250104 UTC": as exact as it was recorded. */
export function utc(instant) {
	return `${instant.replace("T", " ").replace("Z", "")} UTC`;
}

export function dayText(day) {
	return format("day", { weekday: "short", year: "numeric", month: "short", day: "numeric" }, "UTC")
		.format(new Date(`${day}T00:00:00Z`));
}

const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });

const UNITS = [["year", 365 * 86400], ["month", 30 * 86400], ["day", 86400], ["hour", 3600], ["minute", 60]];

/** "2 hr. ago" */
export function relative(instant, now = Date.now()) {
	const seconds = (new Date(instant).getTime() - now) / 1000;
	for (const [unit, length] of UNITS) {
		if (Math.abs(seconds) >= length) {
			return RELATIVE.format(Math.trunc(seconds / length), unit);
		}
	}
	return (Math.abs(seconds) < 10) ? "just now" : RELATIVE.format(Math.trunc(seconds), "second");
}

/** The day that an instant lies in, as "2026-11-21". */
export function dayOf(instant) {
	const parts = format("parts", { year: "numeric", month: "2-digit", day: "2-digit", calendar: "iso8601",
		numberingSystem: "latn" }, zone()).formatToParts(new Date(instant));
	const part = (type) => parts.find((some) => some.type === type).value;
	return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/** The day some days later. */
export function plusDays(day, days) {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

/** The first instant of a day. Clocks that are put forward at midnight begin it later. */
export function startOf(day) {
	const guess = Date.parse(`${day}T00:00:00Z`);
	let instant = guess;
	for (let turn = 0; turn < 3; turn++) {
		instant = guess - offset(instant);
	}
	while (dayOf(instant) < day) {
		instant += 15 * 60 * 1000;
	}
	return exact(instant);
}

/** An instant as the address has it. */
function exact(instant) {
	return new Date(instant).toISOString().replace(/\.000Z$/, "Z");
}

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function offset(instant) {
	const parts = format("clock", { year: "numeric", month: "numeric", day: "numeric", hour: "numeric",
		minute: "numeric", second: "numeric", hourCycle: "h23", calendar: "iso8601", numberingSystem: "latn" }, zone())
		.formatToParts(new Date(instant));
	const part = (type) => Number(parts.find((some) => some.type === type).value);
	return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"))
			- Math.floor(instant / 1000) * 1000;
}

/** The last instant of a day: entries carry microseconds. */
export function endOf(day) {
	return new Date(Date.parse(startOf(plusDays(day, 1))) - 1).toISOString().replace(/\.999Z$/, ".999999Z");
}

/** Ranges that move with time, by their names in the address. */
export const RANGES = new Map([
	["today", { title: "Today", days: (today) => [today, today] }],
	["yesterday", { title: "Yesterday", days: (today) => [plusDays(today, -1), plusDays(today, -1)] }],
	["7d", { title: "Last 7 days", days: (today) => [plusDays(today, -6), today] }],
	["30d", { title: "Last 30 days", days: (today) => [plusDays(today, -29), today] }],
	["month", { title: "This month", days: (today) => [`${today.slice(0, 7)}-01`, today] }],
	["last-month", { title: "Last month", days: (today) => {
		const last = plusDays(`${today.slice(0, 7)}-01`, -1);
		return [`${last.slice(0, 7)}-01`, last];
	} }],
	["year", { title: "This year", days: (today) => [`${today.slice(0, 4)}-01-01`, today] }]
]);

/** The days that a range has now. */
export function daysOf(range) {
	return RANGES.get(range).days(dayOf(Date.now()));
}
