import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import { defineCommand } from 'citty';

import { CommandError, runCommandLine, wholeNumber } from '../../scripts/cli.mts';
import { inOwnHome } from '../../scripts/embedded/home.mts';
import { during } from '../../scripts/progress.mts';
import type { Round, Work } from './worker.mts';

const command = defineCommand({
	meta: {
		name: 'npm run fuzz --',
		description: "Feeds the built trigger odd deliveries in n8n's own webhook context",
	},
	args: {
		cases: { type: 'string', default: '1000000', description: 'How many' },
		seconds: { type: 'string', default: '86400', description: 'Stop after so many seconds' },
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
		const workers = path === '' ? availableParallelism() : 1;
		const share = { step: workers, path, cases: Math.ceil(cases / workers), seconds };
		const seeds = Array.from({ length: workers }, (_, number) => seed + number);
		const shares = seeds.map((own) => ({ ...share, seed: own }));
		process.exitCode = (await inOwnHome(async () => await runAll(shares))) === 0 ? 0 : 1;
	},
});

/** Runs the shares beside each other, prints what they come to, and counts what they find. */
async function runAll(shares: Work[]): Promise<number> {
	const endings = new Map<string, number>();
	const started = Date.now();
	let done = 0;
	let findings = 0;
	const told = (): string => {
		const rate = Math.round((done * 1000) / (Date.now() - started));
		return `${done} cases, ${rate}/s, ${findings} findings`;
	};
	await during(`Fuzzing from seed ${shares[0]?.seed}`, async (tell) => {
		const take = (round: Round): void => {
			done += round.endings.length;
			for (const name of round.endings) endings.set(name, (endings.get(name) ?? 0) + 1);
			tell(told());
			if (round.finding === undefined) return;
			findings += 1;
			console.log(round.finding);
		};
		await Promise.all(shares.map(async (share) => await runOne(share, take)));
	});
	const table = [...endings].map(([name, count]) => `${`${count}`.padStart(9)}  ${name}`);
	console.log([...table.sort(), told()].join('\n'));
	return findings;
}

async function runOne(work: Work, take: (round: Round) => void): Promise<void> {
	// A process and not a thread: tsx loads TypeScript in threads on some Node.js versions only.
	const child = fork(fileURLToPath(new URL('./worker.mts', import.meta.url)));
	child.send(work);
	for await (const [round] of on(child, 'message', { close: ['exit'] })) {
		take(round as Round);
		if ((round as Round).isLast) return child.disconnect();
	}
	throw new CommandError('A worker ended before its work did.');
}

await runCommandLine(command);
