/**
 * Places the timeline of a record on a host's own page:
 * `<revtrail-timeline type="USER" record="53"></revtrail-timeline>`.
 */

import { CompactList } from "./compact.js";
import { Embedded } from "./embedded.js";
import { RecordView } from "./record.js";

class RevtrailTimeline extends Embedded {

	static observedAttributes = ["type", "record", "patient", "compact", "lang"];

	#options = { changed: () => this.changed(), say: (text) => this.say(text), source: this.source,
		select: (entry) => this.selectEntry(entry) };

	#record = new RecordView({ ...this.#options, go: (revision, other) => this.#show(revision, other), back: () => null });

	#list = new CompactList({ ...this.#options, learn: () => null });

	/** Shows nothing of another patient while a new one's entries come. */
	forget() {
		this.#list.stop();
		this.#list.page = null;
		this.#record.reset();
	}

	async show() {
		this.#list.stop();
		this.#record.reset();
		if (!this.isCompact) {
			await this.#show(null, null);
			return;
		}
		const filters = this.#asked();
		this.#list.fixed = filters;
		await this.#list.show(filters, []);
	}

	#show(revision, other) {
		const [[, type], [, id]] = this.#asked();
		return this.#record.show({ type, id, revision, other });
	}

	#asked() {
		return [["type", this.getAttribute("type") ?? ""], ["id", this.getAttribute("record") ?? ""]];
	}

	attend(signal) {
		signal.addEventListener("abort", () => this.#list.stop());
	}

	view() {
		return this.isCompact ? this.#list.view() : this.#record.view();
	}

}

customElements.define("revtrail-timeline", RevtrailTimeline);
