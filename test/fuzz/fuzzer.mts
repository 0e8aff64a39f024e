import type { Case } from './case.mts';
import { FuzzedNode, type Call } from './host.mts';
import { examine, isTooSlow, type Ending } from './oracle.mts';

/** How often a slow case is run anew before it counts: it may have been garbage collection. */
const SLOW_AGAIN = 3;
/** No garbage collection takes so long; a case that does is not run anew. */
const HOPELESS_MS = 2_000;

/** Runs and judges cases, each on a node of its own. */
export class Fuzzer {
	readonly #node: FuzzedNode;
	#count = 0;

	constructor(file: string) {
		this.#node = new FuzzedNode(file);
	}

	/** What the case came to, its copy's problems included. */
	async play(fuzzCase: Case): Promise<Ending> {
		this.#count += 1;
		const nodeId = `node ${this.#count}`;
		const workflow = this.#node.workflow(fuzzCase);
		const copy = copyOf(fuzzCase);
		const now = Date.now();
		const send = (delivery: Case): Call => this.#node.call(workflow, nodeId, delivery);

		const first = send(fuzzCase);
		const atOnce = fuzzCase.repeat === 'atOnce' ? send(copy) : undefined;
		const ending = examine(fuzzCase, await first.reaction, now);
		ending.problems.push(...(await this.#slowProblems(fuzzCase, (await first.reaction).cpuMs)));
		await first.end(fuzzCase.ending);
		const repeated = fuzzCase.repeat === 'afterwards' ? send(copy) : atOnce;
		if (!repeated) return ending;

		const second = examine(copy, await repeated.reaction, now);
		await repeated.end('stored');
		ending.problems.push(...second.problems, ...repetitionProblems(fuzzCase, ending, second));
		return ending;
	}

	async #slowProblems(fuzzCase: Case, cpuMs: number): Promise<string[]> {
		let least = cpuMs;
		for (let again = 0; isTooSlow(fuzzCase, least); again++) {
			if (again === SLOW_AGAIN || least > HOPELESS_MS) {
				return [`took ${Math.round(least)} ms for a body of ${fuzzCase.body.length} bytes`];
			}
			const workflow = this.#node.workflow(fuzzCase);
			const call = this.#node.call(workflow, `node ${this.#count} again ${again}`, fuzzCase);
			least = Math.min(least, (await call.reaction).cpuMs);
			await call.end('stored');
		}
		return [];
	}
}

/** The same delivery, perhaps with another id in its unsigned header. */
function copyOf(fuzzCase: Case): Case {
	if (!fuzzCase.hasNewId || signsId(fuzzCase)) return fuzzCase;
	return { ...fuzzCase, headers: { ...fuzzCase.headers, 'x-idempotency-key': 'again' } };
}

/** What a second copy must come to, given what became of the first. */
function repetitionProblems(
	{ settings, isTest, ending }: Case,
	first: Ending,
	second: Ending,
): string[] {
	const isRemembered =
		first.kind === 'accepted' &&
		ending !== 'failed' &&
		settings.skipDuplicates &&
		settings.hasWindow &&
		!isTest;
	const expected = isRemembered ? 'ignored duplicate' : `${first.kind} ${first.reason}`;
	const got = `${second.kind} ${second.reason}`;
	return got === expected ? [] : [`repeated (first ${ending}): ${got}, not ${expected}`];
}

/** Whether the signature covers the id: another one would be refused, and be no copy. */
function signsId({ settings: { signature } }: Case): boolean {
	const { scheme, signedContent = '' } = signature;
	return scheme === 'custom' && /\{id\}|x-idempotency-key/i.test(signedContent);
}
