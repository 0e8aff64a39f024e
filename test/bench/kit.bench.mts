import { cpus, loadavg } from 'node:os';

import { defineCommand } from 'citty';

import { CommandError, runCommandLine } from '../../scripts/cli.mts';
import { packProject } from '../../scripts/n8n/pack.mts';
import { defaultVersion } from '../../scripts/n8n/versions.mts';
import { readExample } from '../examples/example.mts';
import { kitNames } from '../examples/kit-files.mts';
import { monthlyRuns } from '../examples/schedules.mts';
import { isBusy, TOO_BUSY, writeSection } from './docs.mts';
import { percentile } from './rounds.mts';
import { oldExample, oldNames, runKit, type Figures } from './sequences.mts';
import { markdownTable, table } from './table.mts';

const command = defineCommand({
	meta: {
		name: 'npm run bench:kit --',
		description:
			'Has `recover` send one reminder for each of many carts, and counts what schedules cost',
	},
	args: {
		carts: {
			type: 'string',
			default: '2000',
			description: 'Carts that fall due; 0: schedules only',
		},
		minutes: { type: 'string', default: '10', description: '… within so many minutes' },
		write: { type: 'boolean', default: true, description: 'Write docs/performance.md' },
	},
	run: async ({ args }) => {
		const wasBusy = isBusy();
		const [count = 0, minutes = 0] = [args.carts, args.minutes].map(Number);
		if (!(count >= 0 && minutes > 0)) throw new CommandError('Numbers above 0, please.');
		const measured = count === 0 ? undefined : await measure(count, minutes);
		const parts = (write: typeof table): string[] => [
			...(measured?.(write) ?? []),
			'What the schedules of the files start in a month of 31 days, whether or not a cart comes:',
			write(idleRows()),
		];
		console.log(`\n${parts(table).join('\n\n')}`);
		if (measured && wasBusy) console.log(TOO_BUSY);
		else if (args.write) {
			await writeSection('performance.md', 'bench:kit', parts(markdownTable).join('\n\n'));
		}
	},
});

/** Runs `recover`; returns what to say about it. */
async function measure(count: number, minutes: number): Promise<(write: typeof table) => string[]> {
	const loads = [loadavg()[0] ?? 0];
	const perSecond = count / (minutes * 60);
	const { tarball, remove } = await packProject();
	try {
		// Due when all have been left: planning and sending are not mixed.
		const figures = await runKit(tarball, { count, perSecond, dueAfterMinutes: minutes + 0.5 });
		loads.push(loadavg()[0] ?? 0);
		return (write) => [
			machine(loads),
			`${count} carts, left within ${minutes} minutes and due within ${minutes} minutes:`,
			write(kitRows(figures, count)),
			oldPace(count),
		];
	} finally {
		await remove();
	}
}

/** The pace that the sequence of 0.1.0 cannot exceed, according to its file. */
function oldPace(count: number): string {
	const { nodes } = oldExample('reminder-sequence');
	const parametersOf = (name: string) => nodes.find((node) => node.name === name)?.parameters;
	const { limit } = parametersOf('Reminders that are due') as { limit: number };
	const { rule } = parametersOf('Every 5 minutes') as {
		rule: { interval: Array<{ minutesInterval: number }> };
	};
	const minutes = rule.interval[0]?.minutesInterval ?? 1;
	return (
		`The sequence of 0.1.0 takes at most ${limit} carts every ${minutes} minutes, ` +
		`${(limit / minutes / 60).toFixed(2)} messages a second: ${count} carts take it ` +
		`${Math.ceil(count / limit) * minutes} minutes, whatever the machine.`
	);
}

function kitRows(figures: Figures, count: number): string[][] {
	const { sent, twice, seconds, lags, peakMegabytes, cpuSecondsEach } = figures;
	const after = (share: number) => `${(percentile(lags, share) / 1000).toFixed(1)} s`;
	return [
		['', 'recover'],
		['messages sent', String(sent)],
		['… twice', String(twice)],
		['messages a second', (sent / seconds).toFixed(1)],
		['later than due, half of them', after(0.5)],
		['… 99 of 100', after(0.99)],
		['… the last', after(1)],
		['processor time for each cart', `${cpuSecondsEach.toFixed(2)} s`],
		['peak memory of n8n', `${peakMegabytes.toFixed(0)} MB`],
		['executions that n8n counts', String(count)],
	];
}

function idleRows(): string[][] {
	const now = kitNames().map((name) => [name, monthlyRuns(readExample(name))] as const);
	const old = oldNames().map((name) => [name, monthlyRuns(oldExample(name))] as const);
	const rows = (version: string, all: typeof now) => [
		...all.filter(([, runs]) => runs > 0).map(([name, runs]) => [version, name, String(runs)]),
		[version, 'together', String(all.reduce((sum, [, runs]) => sum + runs, 0))],
	];
	return [['version', 'file', 'executions'], ...rows('now', now), ...rows('0.1.0', old)];
}

function machine(loads: readonly number[]): string {
	return (
		`n8n ${defaultVersion}, SQLite, lazy expression engine, ${cpus().length} × ` +
		`${cpus()[0]?.model.trim()}; load average ${loads.map((load) => load.toFixed(1)).join(' to ')}.`
	);
}

await runCommandLine(command);
