const KEPT_CHARACTERS = 2_000_000;
// A pattern may match across the border between two chunks.
const OVERLAP = 5_000;

/** The output of a process: kept up to a bound, and watchable. */
export class Log {
	#text = '';
	readonly #watchers = new Set<(recent: string) => void>();

	get text(): string {
		return this.#text;
	}

	add(chunk: string): void {
		this.#text = (this.#text + chunk).slice(-KEPT_CHARACTERS);
		const recent = this.#text.slice(-(chunk.length + OVERLAP));
		for (const watcher of [...this.#watchers]) watcher(recent);
	}

	/** Calls back once, now or as soon as the pattern has been written; returns a way to stop. */
	watch(pattern: RegExp, found: () => void): () => void {
		// A global pattern remembers where it stopped, and would miss every second match.
		const stateless = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
		const watcher = (recent: string): void => {
			if (!stateless.test(recent)) return;
			this.#watchers.delete(watcher);
			found();
		};
		this.#watchers.add(watcher);
		watcher(this.#text);
		return () => this.#watchers.delete(watcher);
	}
}
