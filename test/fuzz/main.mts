import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { defineCommand } from 'citty';

import { CommandError, runCommandLine } from '../../scripts/cli.mts';
import type { Report, Work } from './worker.mts';

const BUILT = fileURLToPath(
	new URL('../../dist/nodes/Ecom360/Ecom360Trigger.node.js', import.meta.url),
);
const DEFAULT_CASES = 1_000_000;
const PROGRESS_MS = 5000;
const A_DAY = 86_400;

const command = defineCommand({
	meta: {
		name: 'npm run fuzz --',
		description: "Feeds the built trigger odd deliveries in n8n's own webhook context",
	},
	args: {
		cases: { type: 'string', description: `How many (default: ${DEFAULT_CASES})` },
		seconds: { type: 'string', description: 'Stop after so many seconds, whatever the count' },
		seed: { type: 'string', description: 'Makes the cases of the run that printed it' },
		workers: { type: 'string', description: 'How many threads (default: one for each core)' },
		replay: { type: 'string', description: 'Runs the one case in a file that a run has written' },
	},
	run: async ({ args }) => {
		const seconds = wholeNumber('seconds', args.seconds);
		const cases =
			wholeNumber('cases', args.cases) ?? (seconds === undefined ? DEFAULT_CASES : 2 ** 40);
		const seed = wholeNumber('seed', args.seed) ?? randomInt(2 ** 31);
		const replay = args.replay === undefined ? undefined : readFileSync(args.replay, 'utf8');
		const parallel = wholeNumber('workers', args.workers) ?? availableParallelism();
		const workers = replay === undefined ? Math.max(1, parallel) : 1;
		console.log(`seed ${seed}, ${workers} workers`);
		const work = { file: BUILT, seed, cases, seconds: seconds ?? A_DAY, workers };
		// n8n-core writes a config file into its home.
		const home = await mkdtemp(join(tmpdir(), 'ecom360-fuzz-'));
		try {
			const started = Date.now();
			const shares = Array.from({ length: workers }, (_, worker) => ({
				...{ ...work, worker },
				...(replay !== undefined && { replay }),
			}));
			const isClean = tell(await runAll(shares, home), seed, Date.now() - started);
			process.exitCode = isClean ? 0 : 1;
		} finally {
			await rm(home, { recursive: true, force: true });
		}
	},
});

async function runAll(shares: Work[], home: string): Promise<Report[]> {
	const reports: Report[] = [];
	const started = Date.now();
	const timer = setInterval(() => {
		const done = reports.reduce((sum, report) => sum + report.done, 0);
		const perSecond = Math.round((done * 1000) / (Date.now() - started));
		console.error(
			`${done} cases, ${perSecond}/s, ${reports.flatMap((r) => r.findings).length} findings`,
		);
	}, PROGRESS_MS);
	try {
		await Promise.all(
			shares.map(async (work) => {
				await runOne(work, home, (report) => (reports[work.worker] = report));
			}),
		);
	} finally {
		clearInterval(timer);
	}
	return reports;
}

async function runOne(work: Work, home: string, tellOn: (report: Report) => void): Promise<void> {
	// A process and not a thread: tsx loads TypeScript in threads on some Node.js versions only.
	const child = fork(fileURLToPath(new URL('./worker.mts', import.meta.url)), {
		env: { ...process.env, N8N_USER_FOLDER: home },
	});
	await new Promise<void>((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', () => reject(new CommandError('A worker ended before its work did.')));
		child.on('message', (report: Report) => {
			tellOn(report);
			if (report.isFinished) resolve();
		});
		child.send(work);
	});
	child.disconnect();
}

/** Prints what came out; true where nothing was found. */
function tell(reports: Report[], seed: number, ms: number): boolean {
	const sum = (part: (report: Report) => number) =>
		reports.reduce((total, report) => total + part(report), 0);
	const done = sum((report) => report.done);
	for (const name of [...new Set(reports.flatMap(({ endings }) => Object.keys(endings)))].sort()) {
		console.log(`${String(sum(({ endings }) => endings[name] ?? 0)).padStart(9)}  ${name}`);
	}
	const findings = reports.flatMap((report) => report.findings);
	const rate = Math.round((done * 1000) / ms);
	const kept = sum((report) => report.kept);
	console.log(`${done} cases in ${Math.round(ms / 1000)} s (${rate}/s), ${kept} bodies kept`);
	for (const { number, problems, written } of findings) {
		const file = join(tmpdir(), `ecom360-finding-${seed}-${number}.json`);
		writeFileSync(file, written);
		console.log(`\ncase ${number}\n  ${problems.join('\n  ').slice(0, 4000)}`);
		console.log(`  again: npm run fuzz -- --replay ${file}`);
	}
	console.log(findings.length === 0 ? 'nothing found' : `${findings.length} findings`);
	return findings.length === 0;
}

function wholeNumber(flag: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (/^\d{1,12}$/.test(text)) return Number(text);
	throw new CommandError(`--${flag} wants a whole number, not "${text}".`);
}

await runCommandLine(command);
