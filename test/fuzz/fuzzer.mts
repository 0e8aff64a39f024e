import type { Workflow } from 'n8n-workflow';

import { shapeProblems } from '../support/item-problems.mts';
import { aCase, aSetup, type Case, type Setup } from './case.mts';
import type { Coverage } from './coverage.mts';
import { FuzzedNode } from './host.mts';
import { examine, isTooSlow, type Ending } from './oracle.mts';
import { Random } from './random.mts';

/** Cases that share one node's parameters and credential, as one shop's deliveries do. */
export const PER_SETUP = 16;
/** Cases between two looks at the coverage, which cost milliseconds each. */
const PER_LOOK = 64;
const MOST_KEPT = 500;
/** How often a slow case is run anew before it counts. */
const SLOW_AGAIN = 3;
/** No garbage collection takes so long; a case that does is not run anew. */
const HOPELESS_MS = 2_000;
const LONGEST_KEPT = 20_000;
/** The thorough schema is slow: it sees one accepted item in so many. */
const THOROUGH_EVERY = 32;

export interface Finding {
	number: number;
	fuzzCase: Case;
	problems: string[];
}

/** Makes, runs and judges cases; the same seed makes the same ones. */
export class Fuzzer {
	/** How often each ending came about. */
	readonly endings = new Map<string, number>();
	readonly findings: Finding[] = [];
	readonly #node: FuzzedNode;
	readonly #seed: number;
	#coverage: Coverage | undefined;
	readonly #kept: string[] = [];
	#recent: string[] = [];
	#setup: Setup = aSetup(new Random(0));
	#workflow: Workflow;

	constructor(file: string, seed: number, coverage?: Coverage) {
		this.#node = new FuzzedNode(file);
		this.#seed = seed;
		this.#coverage = coverage;
		this.#workflow = this.#node.workflow(this.#setup);
	}

	/** How many bodies were kept for reaching something new. */
	get keptCount(): number {
		return this.#kept.length;
	}

	/** From now on coverage, which halves the speed, is not looked at any more. */
	async stopLearning(): Promise<void> {
		await this.#coverage?.stop();
		this.#coverage = undefined;
	}

	async run(number: number): Promise<void> {
		const random = new Random(this.#seed, number);
		if (number % PER_SETUP === 0) {
			this.#setup = aSetup(random);
			this.#workflow = this.#node.workflow(this.#setup);
		}
		const now = Date.now();
		const fuzzCase = aCase(random, this.#setup, this.#kept, now);
		const problems = await this.#play(number, fuzzCase, now);
		if (problems.length > 0) this.findings.push({ number, fuzzCase, problems });
		if (this.#coverage) await this.#learn(this.#coverage, number, fuzzCase.body);
	}

	/** Runs one given case. */
	async replay(fuzzCase: Case): Promise<string[]> {
		this.#workflow = this.#node.workflow(fuzzCase);
		return await this.#play(0, fuzzCase, Date.now());
	}

	async #play(number: number, fuzzCase: Case, now: number): Promise<string[]> {
		const nodeId = `${this.#seed} ${number}`;
		const first = this.#node.call(this.#workflow, nodeId, fuzzCase);
		const copy = { ...fuzzCase, headers: { ...fuzzCase.headers } };
		if (fuzzCase.hasNewId && !signsId(fuzzCase))
			copy.headers['x-idempotency-key'] = `again ${number}`;
		const atOnce = fuzzCase.repeat === 'atOnce' && this.#node.call(this.#workflow, nodeId, copy);
		const reaction = await first.reaction;
		const ending = examine(fuzzCase, reaction, now);
		this.#count(ending);
		const problems = [...ending.problems];
		if (isTooSlow(fuzzCase, reaction.cpuMs)) {
			problems.push(...(await this.#slowProblems(nodeId, fuzzCase, reaction.cpuMs)));
		}
		if (ending.kind === 'accepted' && number % THOROUGH_EVERY === 0) {
			const items = reaction.returned?.workflowData?.[0] ?? [];
			problems.push(...shapeProblems(items[0]?.json, fuzzCase.settings.output));
		}
		await first.end(fuzzCase.ending);
		const repeated =
			atOnce || (fuzzCase.repeat === 'afterwards' && this.#node.call(this.#workflow, nodeId, copy));
		if (!repeated) return problems;
		const second = examine(copy, await repeated.reaction, now);
		await repeated.end('stored');
		return [...problems, ...second.problems, ...repetitionProblems(fuzzCase, ending, second)];
	}

	/** Runs a slow case anew: what was slow once may have been garbage collection. */
	async #slowProblems(nodeId: string, fuzzCase: Case, cpuMs: number): Promise<string[]> {
		let least = cpuMs;
		for (let again = 0; again < SLOW_AGAIN && least < HOPELESS_MS; again += 1) {
			const call = this.#node.call(this.#workflow, `${nodeId} again ${again}`, fuzzCase);
			least = Math.min(least, (await call.reaction).cpuMs);
			await call.end('stored');
			if (!isTooSlow(fuzzCase, least)) return [];
		}
		return [`took ${Math.round(least)} ms for a body of ${fuzzCase.body.length} bytes`];
	}

	#count({ kind, reason }: Ending): void {
		const name = reason === undefined ? kind : `${kind}: ${reason}`;
		this.endings.set(name, (this.endings.get(name) ?? 0) + 1);
	}

	/** Keeps the recent bodies as seeds for others when one of them has reached new code. */
	async #learn(coverage: Coverage, number: number, body: Buffer): Promise<void> {
		const text = body.length <= LONGEST_KEPT ? body.toString('utf8') : '';
		if (isContainer(text)) this.#recent.push(text);
		if (number % PER_LOOK !== PER_LOOK - 1) return;
		if ((await coverage.take()) > 0) this.#kept.push(...this.#recent);
		if (this.#kept.length > MOST_KEPT) this.#kept.splice(0, this.#kept.length - MOST_KEPT);
		this.#recent = [];
	}
}

function isContainer(text: string): boolean {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === 'object' && value !== null;
	} catch {
		return false;
	}
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
