import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineCommand } from 'citty';

import { CommandError, runCommandLine } from './cli.mts';
import { startCommand } from './n8n/command.mts';
import { during } from './progress.mts';

const cwd = dirname(dirname(fileURLToPath(import.meta.url)));
const CHECKS = [
	['n8n-node', 'lint'],
	['eslint', '--config', 'scripts/eslint.config.mjs', 'nodes', 'credentials', 'scripts', 'test'],
	['prettier', '--check', '--log-level', 'warn', '.'],
	['knip'],
	['tsc', '--noEmit'],
] as const;

const command = defineCommand({
	meta: {
		name: 'npm run lint',
		description: 'Runs the linters and the compiler at the same time, each to its end',
	},
	run: async () => {
		const working = new Set<string>();
		await during('Lint and types', async (tell) => {
			const results = CHECKS.map(async ([program, ...args]) => {
				tell([...working.add(program)].join(', '));
				const isClean = await check(program, args);
				working.delete(program);
				tell([...working].join(', '));
				return isClean ? [] : [program];
			});
			const complaints = (await Promise.all(results)).flat().join(', ');
			if (complaints !== '') throw new CommandError(`${complaints} found mistakes.`);
		});
	},
});

/** Prints in one piece what a program has to say; true if it found nothing. */
async function check(program: string, args: string[]): Promise<boolean> {
	const options = { cwd, stdin: 'ignore', all: true, preferLocal: true, reject: false } as const;
	const { all, failed, shortMessage } = await startCommand(program, args, options);
	if (failed) console.log(all || shortMessage);
	return !failed;
}

await runCommandLine(command);
