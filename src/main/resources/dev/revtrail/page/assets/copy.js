/** Copies texts. */

import { html, nothing } from "./lit-html/lit-html.js";
import { t } from "./language.js";

async function copy(text) {
	if (navigator.clipboard) {
		await navigator.clipboard.writeText(text);
		return;
	}
	// Pages that come over plain HTTP have no clipboard of their own
	const area = document.createElement("textarea");
	area.value = text;
	area.className = "sr";
	document.body.append(area);
	area.select();
	document.execCommand("copy");
	area.remove();
}

/**
 * A button that copies.
 * @param text what it copies
 * @param name what that is, for those who do not see it
 * @param say announces that the text is copied, by what says so
 * @param shown a text next to the icon
 */
export function copyButton(text, name, say, shown = nothing) {
	const press = async (event) => {
		const button = event.currentTarget;
		event.stopPropagation();
		try {
			await copy(text);
			say(() => t("copy.done", { name }));
			button.classList.add("done");
			button.addEventListener("blur", () => button.classList.remove("done"), { once: true });
			button.addEventListener("pointerleave", () => button.classList.remove("done"), { once: true });
		}
		catch (error) {
			say(() => t("copy.failed", { name, reason: error.message }));
		}
	};
	return html`<button type="button" class="copy" aria-label=${t("copy", { name })} title=${t("copy", { name })} @click=${press}>
		<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M5.5 5.5V3a1 1 0 0 1 1-1H13a1 1 0 0 1 1 1v6.500a1 1 0 0 1-1 1h-2.500M3 5.500h6.500a1 1 0 0 1 1 1V13a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V6.500a1 1 0 0 1 1-1z"/><path class="tick" d="M4 10l2 2 3.500-4"/></svg>${shown}</button>`;
}
