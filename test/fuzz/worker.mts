import { once } from 'node:events';

import { readCase, writeCase } from './case.mts';
import { Coverage } from './coverage.mts';
import { Fuzzer, PER_SETUP } from './fuzzer.mts';

/** What one worker does: every `workers`th group of cases, or one given case. */
export interface Work {
	/** The built node. */
	file: string;
	seed: number;
	cases: number;
	seconds: number;
	worker: number;
	workers: number;
	/** A case from `writeCase`, instead of new ones. */
	replay?: string;
}

/** What a worker has to tell: regularly, and at its end. */
export interface Report {
	done: number;
	kept: number;
	endings: Record<string, number>;
	findings: Array<{ number: number; problems: string[]; written: string }>;
	isFinished: boolean;
}

const REPORT_MS = 500;
/** What part of the cases is made under coverage. */
const LEARNING_SHARE = 0.05;
const MOST_FINDINGS = 20;

// Ends with the process that it works for.
process.once('disconnect', () => process.exit());
const [work] = (await once(process, 'message')) as [Work];
const coverage = work.replay === undefined ? await Coverage.of(work.file) : undefined;
const fuzzer = new Fuzzer(work.file, work.seed, coverage);
let done = 0;

if (work.replay === undefined) await fuzz();
else await replay(work.replay);

async function replay(written: string): Promise<void> {
	const fuzzCase = readCase(written);
	const problems = await fuzzer.replay(fuzzCase);
	done = 1;
	if (problems.length > 0) fuzzer.findings.push({ number: 0, fuzzCase, problems });
	report(true);
}

async function fuzz(): Promise<void> {
	const started = Date.now();
	const learningEnds = started + work.seconds * LEARNING_SHARE * 1000;
	let reported = started;
	let isLearning = true;
	const step = PER_SETUP * work.workers;
	for (let first = work.worker * PER_SETUP; first < work.cases; first += step) {
		for (let number = first; number < first + PER_SETUP; number++) await fuzzer.run(number);
		done += PER_SETUP;
		const now = Date.now();
		if (isLearning && (first > work.cases * LEARNING_SHARE || now > learningEnds)) {
			await fuzzer.stopLearning();
			isLearning = false;
		}
		const isOver = now > started + work.seconds * 1000;
		if (isOver || fuzzer.findings.length >= MOST_FINDINGS) break;
		if (now < reported + REPORT_MS) continue;
		report(false);
		reported = now;
	}
	report(true);
}

function report(isFinished: boolean): void {
	const message: Report = {
		done,
		kept: fuzzer.keptCount,
		endings: Object.fromEntries(fuzzer.endings),
		findings: fuzzer.findings.map(({ number, problems, fuzzCase }) => ({
			...{ number, problems },
			written: writeCase(fuzzCase),
		})),
		isFinished,
	};
	process.send?.(message);
}
