import { Session } from 'node:inspector/promises';
import { pathToFileURL } from 'node:url';

/** Tells whether new parts of one file have run, as V8 counts blocks. */
export class Coverage {
	readonly #session = new Session();
	readonly #url: string;
	readonly #seen = new Set<string>();

	private constructor(file: string) {
		this.#url = pathToFileURL(file).href;
		this.#session.connect();
	}

	/** Starts counting; to be called before the file is loaded. */
	static async of(file: string): Promise<Coverage> {
		const coverage = new Coverage(file);
		await coverage.#session.post('Profiler.enable');
		const precision = { callCount: true, detailed: true };
		await coverage.#session.post('Profiler.startPreciseCoverage', precision);
		return coverage;
	}

	/** How many blocks have run since the last call that had never run before. */
	async take(): Promise<number> {
		const before = this.#seen.size;
		const { result } = await this.#session.post('Profiler.takePreciseCoverage');
		for (const { functions } of result.filter(({ url }) => url === this.#url)) {
			for (const { startOffset, endOffset, count } of functions.flatMap(({ ranges }) => ranges)) {
				if (count > 0) this.#seen.add(`${startOffset}-${endOffset}`);
			}
		}
		return this.#seen.size - before;
	}

	async stop(): Promise<void> {
		await this.#session.post('Profiler.stopPreciseCoverage');
		this.#session.disconnect();
	}
}
