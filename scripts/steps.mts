import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineCommand } from 'citty';
import { ExecaError } from 'execa';

import { CommandError, runCommandLine } from './cli.mts';
import { startCommand } from './n8n/command.mts';
import { during } from './progress.mts';

const cwd = dirname(dirname(fileURLToPath(import.meta.url)));

// Linters and the compiler say nothing until they are done, which can take a minute.
const command = defineCommand({
	meta: {
		name: 'node scripts/run.mjs steps',
		description: 'Runs npm scripts one after another, and shows that the one at work still is',
	},
	run: async ({ args }) => {
		for (const script of args._)
			await during(`npm run ${script}`, async () => await runScript(script));
	},
});

async function runScript(script: string): Promise<void> {
	try {
		await startCommand('npm', ['run', '--silent', script], {
			...{ cwd, stdin: 'ignore', stdout: 'inherit', stderr: 'inherit' },
		});
	} catch (error) {
		throw error instanceof ExecaError ? new CommandError(`npm run ${script} failed.`) : error;
	}
}

await runCommandLine(command);
