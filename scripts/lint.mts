import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineCommand } from 'citty';
import { ExecaError } from 'execa';

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
		// They say nothing until they are done, which can take a minute.
		description: 'Runs the linters and the compiler, and shows that the one at work still is',
	},
	run: async () => {
		for (const [program, ...args] of CHECKS)
			await during(program, async () => await check(program, args));
	},
});

async function check(program: string, args: string[]): Promise<void> {
	const options = { cwd, stdin: 'ignore', stdout: 'inherit', stderr: 'inherit' } as const;
	try {
		await startCommand(program, args, { ...options, preferLocal: true });
	} catch (error) {
		throw error instanceof ExecaError ? new CommandError(`${program} found mistakes.`) : error;
	}
}

await runCommandLine(command);
