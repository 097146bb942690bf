/** Times in the viewer's zone, or in UTC where they prefer it. */

import { dateFormat, relativeFormat, t } from "./language.js";
import { preference } from "./prefs.js";

const LOCAL = Intl.DateTimeFormat().resolvedOptions().timeZone;

function format(options, timeZone) {
	return dateFormat({ ...options, timeZone });
}

export function zone() {
	return preference("utc") ? "UTC" : LOCAL;
}

/** The zone's name with what it is away from UTC now: "Europe/Berlin, GMT+2". */
export function zoneText() {
	if (zone() === "UTC") {
		return "UTC";
	}
	const offset = format({ timeZoneName: "shortOffset" }, zone()).formatToParts(new Date())
		.find((part) => part.type === "timeZoneName").value;
	return `${zone()}, ${offset}`;
}

/** "21 Nov 2026, 14:03:12" */
export function absolute(instant) {
	return format({ dateStyle: "medium", timeStyle: "medium" }, zone()).format(new Date(instant));
}

/** "21 Nov, 14:03:12": with the year where it is not this one. */
export function short(instant) {
	return (dayOf(instant).slice(0, 4) !== dayOf(Date.now()).slice(0, 4)) ? absolute(instant)
			: format({ month: "short", day: "numeric", hour: "numeric", minute: "2-digit", second: "2-digit" }, zone())
				.format(new Date(instant));
}

/** "14:00" */
export function hourText(instant) {
	return format({ weekday: "short", hour: "numeric", minute: "2-digit" }, zone()).format(new Date(instant));
}

/** A day or an instant that a field holds, in short: "Dec 8", "Dec 8, 2025, 5:30 PM"; null for other texts. */
export function dateText(text) {
	const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
	if (!isDay && !INSTANT.test(text) || Number.isNaN(Date.parse(text))) {
		return null;
	}
	const date = new Date(text);
	const day = isDay ? text : dayOf(text);
	return format({ month: "short", day: "numeric",
		...((day.slice(0, 4) !== dayOf(Date.now()).slice(0, 4)) ? { year: "numeric" } : {}),
		...(isDay ? {} : { hour: "numeric", minute: "2-digit", ...((date.getUTCSeconds() > 0) ? { second: "2-digit" } : {}) }) },
			isDay ? "UTC" : zone()).format(date);
}

/** An instant as fields hold it. */
export const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z$/;

/** "2026-11-21 13:03:12.250104 UTC": as exact as it was recorded. */
export function utc(instant) {
	return `${instant.replace("T", " ").replace("Z", "")} UTC`;
}

export function dayText(day) {
	return format({ weekday: "short", year: "numeric", month: "short", day: "numeric" }, "UTC")
		.format(new Date(`${day}T00:00:00Z`));
}

const UNITS = [["year", 365 * 86400], ["month", 30 * 86400], ["day", 86400], ["hour", 3600], ["minute", 60]];

/** "2 hr. ago" */
export function relative(instant, now = Date.now()) {
	const seconds = (new Date(instant).getTime() - now) / 1000;
	for (const [unit, length] of UNITS) {
		if (Math.abs(seconds) >= length) {
			return relativeFormat().format(Math.trunc(seconds / length), unit);
		}
	}
	return (Math.abs(seconds) < 10) ? t("just-now") : relativeFormat().format(Math.trunc(seconds), "second");
}

/** The day that an instant lies in, as "2026-11-21". */
export function dayOf(instant) {
	const parts = format({ year: "numeric", month: "2-digit", day: "2-digit", calendar: "iso8601", numberingSystem: "latn" }, zone()).formatToParts(new Date(instant));
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
export function exact(instant) {
	return new Date(instant).toISOString().replace(/\.000Z$/, "Z");
}

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
function offset(instant) {
	const parts = format({ year: "numeric", month: "numeric", day: "numeric", hour: "numeric",
		minute: "numeric", second: "numeric", hourCycle: "h23", calendar: "iso8601", numberingSystem: "latn" }, zone())
		.formatToParts(new Date(instant));
	const part = (type) => Number(parts.find((some) => some.type === type).value);
	return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"))
			- Math.floor(instant / 1000) * 1000;
}

/** The last instant of a day: entries carry microseconds. */
export function endOf(day) {
	return lastBefore(Date.parse(startOf(plusDays(day, 1))));
}

/** The last instant before another, which is given in whole seconds. */
export function lastBefore(instant) {
	return new Date(instant - 1).toISOString().replace(/\.999Z$/, ".999999Z");
}

/** Days that move with time, by their names in the address: the first and the last, from today. */
const DAYS = new Map([
	["today", (today) => [today, today]],
	["yesterday", (today) => [plusDays(today, -1), plusDays(today, -1)]],
	["7d", (today) => [plusDays(today, -6), today]],
	["30d", (today) => [plusDays(today, -29), today]],
	["month", (today) => [firstOfMonth(today), today]],
	["last-month", (today) => before(firstOfMonth(today), firstOfMonth)],
	["quarter", (today) => [firstOfQuarter(today), today]],
	["last-quarter", (today) => before(firstOfQuarter(today), firstOfQuarter)],
	["year", (today) => [`${today.slice(0, 4)}-01-01`, today]]
]);

/** Hours until now, by their names in the address. */
const HOURS = new Map([["1h", 1], ["24h", 24]]);

/** The names of ranges that move with time. */
export const RANGES = [...HOURS.keys(), ...DAYS.keys()];

function firstOfMonth(day) {
	return `${day.slice(0, 7)}-01`;
}

function firstOfQuarter(day) {
	const month = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
	return `${day.slice(0, 4)}-${String(month).padStart(2, "0")}-01`;
}

/** The period that ends before a day. */
function before(day, first) {
	const last = plusDays(day, -1);
	return [first(last), last];
}

/** The days that a range touches now. */
export function daysOf(range) {
	const now = Date.now();
	return DAYS.get(range)?.(dayOf(now)) ?? [dayOf(now - HOURS.get(range) * 3_600_000), dayOf(now)];
}

/** The instants that a range is between now; the last is undefined for now. */
export function instantsOf(range) {
	if (HOURS.has(range)) {
		return [exact(Date.now() - HOURS.get(range) * 3_600_000), undefined];
	}
	const [first, last] = daysOf(range);
	return [startOf(first), endOf(last)];
}
