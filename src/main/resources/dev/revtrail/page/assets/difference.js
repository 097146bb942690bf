/** Which words of a text went and which came. */

/** Beyond this many words a text is shown as replaced, not as edited. */
const MOST_WORDS = 600;

function words(text) {
	return text.match(/\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
}

/**
 * The parts of two texts, by the longest common subsequence of their words.
 * @returns {{kind: "same"|"removed"|"added", text: string}[]|null} null where the texts
 * have too little in common, or are too long
 */
export function difference(before, after) {
	// A single word is replaced, not edited: half an address or number has no meaning
	if (!/\s/.test(before.trim()) && !/\s/.test(after.trim())) {
		return null;
	}
	const one = words(before);
	const other = words(after);
	if (one.length > MOST_WORDS || other.length > MOST_WORDS) {
		return null;
	}
	const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
	for (let i = one.length - 1; i >= 0; i--) {
		for (let j = other.length - 1; j >= 0; j--) {
			lengths[i][j] = (one[i] === other[j]) ? lengths[i + 1][j + 1] + 1
					: Math.max(lengths[i + 1][j], lengths[i][j + 1]);
		}
	}
	if (lengths[0][0] * 3 < Math.max(one.length, other.length)) {
		return null;
	}
	const parts = [];
	const add = (kind, text) => {
		const last = parts.at(-1);
		if (last?.kind === kind) {
			last.text += text;
		}
		else {
			parts.push({ kind, text });
		}
	};
	let i = 0;
	let j = 0;
	while (i < one.length || j < other.length) {
		if (i < one.length && j < other.length && one[i] === other[j]) {
			add("same", one[i]);
			i++;
			j++;
		}
		else if (j >= other.length || (i < one.length && lengths[i + 1][j] >= lengths[i][j + 1])) {
			add("removed", one[i++]);
		}
		else {
			add("added", other[j++]);
		}
	}
	return parts;
}
