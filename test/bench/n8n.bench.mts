import { cpus } from 'node:os';

import { defineCommand } from 'citty';

import { CommandError, runCommandLine } from '../../scripts/cli.mts';
import { packProject } from '../../scripts/n8n/pack.mts';
import { defaultVersion } from '../../scripts/n8n/versions.mts';
import { Comparison, ENGINES } from './comparison.mts';
import { isBusy, TOO_BUSY, writeSection } from './docs.mts';
import { markdownTable, table } from './table.mts';

const command = defineCommand({
	meta: {
		name: 'npm run bench:n8n --',
		description:
			'Compares the trigger with the Webhook node in a real n8n, and times single requests (11 minutes; --rounds 1 --seconds 1 --starts 1: 4 minutes)',
	},
	args: {
		rounds: { type: 'string', default: '6', description: 'Windows of each kind, lazy engine' },
		seconds: { type: 'string', default: '2.5', description: 'Length of a window' },
		starts: { type: 'string', default: '2', description: 'Starts of n8n that share the rounds' },
		write: { type: 'boolean', default: true, description: 'Write docs/performance.md' },
	},
	run: async ({ args }) => {
		const wasBusy = isBusy();
		const started = Date.now();
		const numbers = [args.rounds, args.seconds, args.starts].map(Number);
		const [rounds = 0, seconds = 0, starts = 0] = numbers;
		if (!numbers.every((number) => number > 0)) throw new CommandError('Numbers above 0, please.');
		const run = new Comparison();
		const packed = await packProject();
		try {
			for (let start = 0; start < starts; start++) {
				for (const engine of ENGINES) {
					// Whatever has few rounds, or none, needs only one start.
					if (start > 0 && engine.share < 1) continue;
					const own = engine.share < 1 ? rounds * engine.share : rounds / starts;
					const plan = { rounds: Math.ceil(own), windowMs: seconds * 1000 };
					await run.once(packed.tarball, engine, plan);
					console.log(
						`${engine.name}, start ${start + 1}: ${Math.round((Date.now() - started) / 1000)} s`,
					);
				}
			}
		} finally {
			await packed.remove();
		}
		const method =
			`Medians of windows of ${seconds} s that take turns; eight connections; each window is ` +
			'followed by a wait until all of its executions have ended.';
		const alone =
			'One request every two seconds and nothing else, ten of each kind after one that is not counted:';
		const parts = (write: typeof table): string[] => [
			...[machine(run.loads), method, write(run.rows()), write(run.ratios())],
			...[alone, write(run.latencyRows())],
		];
		console.log(
			`\n${parts(table).join('\n\n')}\n\nTook ${Math.round((Date.now() - started) / 1000)} s.`,
		);
		if (wasBusy) console.log(TOO_BUSY);
		else if (args.write) {
			await writeSection('performance.md', 'bench:n8n', parts(markdownTable).join('\n\n'));
		}
	},
});

function machine(loads: readonly number[]): string {
	return (
		`n8n ${defaultVersion}, SQLite, ${cpus().length} × ${cpus()[0]?.model.trim()}; ` +
		`load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}, the sender's included.`
	);
}

await runCommandLine(command);
