import { once } from 'node:events';
import { inspect } from 'node:util';

import fc from 'fast-check';

import { aCase, type Case } from './case.mts';
import { play } from './fuzzer.mts';

/** What one worker does: so many cases or seconds, or the one case of a seed and a path. */
export interface Work {
	/** Of its first round; each further round's is greater by `step`. */
	seed: number;
	step: number;
	path: string;
	cases: number;
	seconds: number;
}

/** What one round came to. */
export interface Round {
	/** One for each case. */
	endings: string[];
	/** What was found, as it is to be printed. */
	finding?: string;
	isLast?: boolean;
}

const PER_ROUND = 250;
const MOST_FINDINGS = 5;
/** How long a failing case may be made smaller. */
const SHRINK_MS = 20_000;

// Ends with the process that it works for.
process.once('disconnect', () => process.exit());
const [work] = (await once(process, 'message')) as [Work];
const end = Date.now() + work.seconds * 1000;
let left = work.cases;
let findings = 0;
let isLast = false;
for (let { seed } = work; !isLast; seed += work.step) {
	const round = await playRound(seed, Math.min(left, PER_ROUND));
	left -= round.endings.length;
	if (round.finding !== undefined) findings += 1;
	isLast = left <= 0 || findings === MOST_FINDINGS || Date.now() > end;
	process.send?.({ ...round, isLast });
}

async function playRound(seed: number, numRuns: number): Promise<Round> {
	const endings: string[] = [];
	let smallest: Case | undefined;
	let givesUp = Infinity;
	const property = fc.asyncProperty(aCase, async (fuzzCase) => {
		if (Date.now() > givesUp) return;
		if (work.path !== '') givesUp = 0;
		try {
			const { kind, reason } = await play(fuzzCase);
			if (!smallest) endings.push(`${kind} ${reason}`.trim());
		} catch (error) {
			if (!smallest) givesUp = Math.min(givesUp, Date.now() + SHRINK_MS);
			smallest = fuzzCase;
			throw error;
		}
	});
	const { counterexamplePath, errorInstance } = await fc.check(property, {
		...{ seed, numRuns, path: work.path },
		plugins: [fc.unbiased()],
	});
	if (!smallest) return { endings };
	const finding = `
${String(errorInstance).slice(0, 4000)}
${shown(smallest)}
again: npm run fuzz -- --seed ${seed} --path ${counterexamplePath}`;
	return { endings: [...endings, 'not as promised'], finding };
}

function shown({ settings, keys, body, ...rest }: Case): string {
	const { parameters } = settings;
	const readable = { ...rest, parameters, credential: keys.credential, body: body.toString() };
	return inspect(readable, { depth: null, maxStringLength: 2000, breakLength: 100 });
}
