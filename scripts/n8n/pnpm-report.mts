import { z } from 'zod';

const KEPT_LINES = 40;

const event = z.object({
	name: z.string(),
	level: z.string().optional(),
	/** Of `pnpm:progress`: what has happened to one more package. */
	status: z.string().optional(),
	/** Of `pnpm:lifecycle`: what an install script has written. */
	line: z.string().optional(),
	err: z.object({ message: z.string() }).optional(),
	message: z.string().optional(),
});

/** What pnpm reports with `--reporter=ndjson`: one JSON object a line. */
export class PnpmReport {
	readonly #counts = new Map<string, number>();
	#lines: string[] = [];

	/** Takes in a line; what is no event of pnpm's is kept for `problem`. */
	add(line: string): void {
		const { name, status, ...said } = readEvent(line) ?? { name: '', message: line };
		if (name === 'pnpm:progress' && status !== undefined) {
			this.#counts.set(status, this.#count(status) + 1);
		}
		const isWorthKeeping = name === '' || said.line !== undefined || said.level === 'error';
		const text = said.err?.message ?? said.line ?? said.message;
		if (isWorthKeeping && text) this.#lines = [...this.#lines, text].slice(-KEPT_LINES);
	}

	/** How far it is: `1,204 of 2,113 packages`, and the whole grows for a while. */
	get progress(): string {
		const whole = this.#count('resolved');
		const here = this.#count('fetched') + this.#count('found_in_store');
		const [done, total] = [here, whole].map((count) => count.toLocaleString('en'));
		return whole === 0 ? 'looking for packages' : `${done} of ${total} packages`;
	}

	/** What went wrong, and what install scripts have written before. */
	get problem(): string {
		return this.#lines.join('\n');
	}

	#count(status: string): number {
		return this.#counts.get(status) ?? 0;
	}
}

function readEvent(line: string): z.output<typeof event> | undefined {
	try {
		return event.safeParse(JSON.parse(line)).data;
	} catch {
		return undefined;
	}
}
