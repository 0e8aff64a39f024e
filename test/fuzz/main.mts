import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

import { defineCommand } from 'citty';
import fc from 'fast-check';

import { CommandError, runCommandLine, wholeNumber } from '../../scripts/cli.mts';
import { inOwnHome } from '../../scripts/embedded/home.mts';
import { during } from '../../scripts/progress.mts';
import { aCase, type Case } from './case.mts';
import { play } from './play.mts';

/** How long a failing case may be made smaller. */
const SHRINK_MS = 20_000;
/** How long after its time a process may take to end. */
const PATIENCE_MS = 60_000;

const command = defineCommand({
	meta: {
		name: 'npm run fuzz --',
		description: "Feeds the built trigger odd deliveries in n8n's own webhook context",
	},
	args: {
		cases: { type: 'string', default: '1000000', description: 'How many' },
		seconds: { type: 'string', default: '86400', description: 'Stop after so many seconds' },
		processes: {
			type: 'string',
			default: String(availableParallelism()),
			description: 'Share the cases; each begins from a seed of its own',
		},
		seed: { type: 'string', description: 'Begins with the cases of the run that printed it' },
		path: { type: 'string', description: 'With a seed: runs the one case that has been found' },
	},
	run: async ({ args: { path = '', ...args } }) => {
		if (path !== '' && args.seed === undefined) {
			throw new CommandError('--path wants the --seed that was printed with it.');
		}
		const seconds = wholeNumber('seconds', args.seconds);
		const cases = path === '' ? wholeNumber('cases', args.cases) : 1;
		const seed = args.seed === undefined ? randomInt(1, 2 ** 31) : wholeNumber('seed', args.seed);
		const processes = path === '' ? wholeNumber('processes', args.processes) : 1;
		const areAsPromised =
			processes > 1
				? await share(Math.ceil(cases / processes), seconds, seed, processes)
				: await inOwnHome(async () => await fuzz(cases, seconds, seed, path));
		process.exit(areAsPromised ? 0 : 1);
	},
});

/** Runs this command in several processes: tsx loads TypeScript in threads on some Node.js versions only. */
async function share(
	cases: number,
	seconds: number,
	seed: number,
	processes: number,
): Promise<boolean> {
	const limits = ['--processes', '1', '--cases', String(cases), '--seconds', String(seconds)];
	const file = fileURLToPath(import.meta.url);
	const ends = Array.from({ length: processes }, async (_, number) => {
		const own = String(seed + number);
		const signal = AbortSignal.timeout(seconds * 1000 + PATIENCE_MS);
		const child = fork(file, [...limits, '--seed', own], { signal, killSignal: 'SIGKILL' });
		// On a Ctrl-C, too: one that is stuck in an endless loop hears nothing else.
		process.once('exit', () => child.kill('SIGKILL'));
		return await once(child, 'exit').catch(() => {
			throw new CommandError(`A case never ends; again: npm run fuzz -- --seed ${own}`);
		});
	});
	return (await Promise.all(ends)).every(([code]) => code === 0);
}

/** Plays cases until one is not as promised, and prints what they came to; returns whether all were. */
async function fuzz(cases: number, seconds: number, seed: number, path: string): Promise<boolean> {
	const endings = new Map<string, number>();
	let done = 0;
	let smallest: Case | undefined;
	let givesUp = Infinity;
	const found = await during(`Fuzzing from seed ${seed}`, async (tell) => {
		const property = fc.asyncProperty(aCase, async (fuzzCase) => {
			if (Date.now() > givesUp) return;
			try {
				const ending = await play(fuzzCase);
				if (smallest) return;
				const name = `${ending.kind} ${ending.reason}`;
				endings.set(name, (endings.get(name) ?? 0) + 1);
				done += 1;
				tell(`${done} cases`);
			} catch (error) {
				if (!smallest) givesUp = Date.now() + SHRINK_MS;
				smallest = fuzzCase;
				throw error;
			}
		});
		return await fc.check(property, {
			...{ seed, path, numRuns: cases, interruptAfterTimeLimit: seconds * 1000 },
			endOnFailure: path !== '',
			plugins: [fc.unbiased()],
		});
	});
	const table = [...endings].map(([name, count]) => `${`${count}`.padStart(9)}  ${name}`);
	console.log([...table.sort(), `${`${done}`.padStart(9)}  cases from seed ${seed}`].join('\n'));
	if (!smallest) return true;
	console.log(`
${String(found.errorInstance).slice(0, 4000)}
${shown(smallest)}
again: npm run fuzz -- --seed ${seed} --path ${found.counterexamplePath}`);
	return false;
}

function shown({ settings, keys, body, ...rest }: Case): string {
	const { parameters } = settings;
	const readable = { ...rest, parameters, credential: keys.credential, body: body.toString() };
	return inspect(readable, { depth: null, maxStringLength: 2000, breakLength: 100 });
}

// A part of a shared run ends with the process that began it.
process.once('disconnect', () => process.exit());
await runCommandLine(command);
