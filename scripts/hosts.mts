import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineCommand } from 'citty';

import { CommandError, runCommandLine } from './cli.mts';
import { startCommand } from './n8n/command.mts';
import { installN8n } from './n8n/install.mts';
import { supportedVersions } from './n8n/versions.mts';

const project = dirname(dirname(fileURLToPath(import.meta.url)));

const command = defineCommand({
	meta: {
		name: 'npm run test:hosts --',
		description: 'Runs a suite on every n8n version that this package supports, one after another',
	},
	args: {
		n8n: { type: 'enum', options: supportedVersions, description: 'Only this n8n version' },
		project: { type: 'string', default: 'e2e', description: 'The suite' },
	},
	run: async ({ args }) => {
		const failed: string[] = [];
		for (const version of args.n8n === undefined ? supportedVersions : [args.n8n]) {
			// Now, since an installation takes longer than a suite may wait.
			const { node } = await installN8n(version);
			console.log(`\nn8n ${version} on Node.js ${node.version}: suite ${args.project}`);
			const isPassed = await runSuite(args.project, version);
			console.log(`${isPassed ? '✓ passed' : '✗ failed'} on n8n ${version}`);
			if (!isPassed) failed.push(version);
		}
		if (failed.length > 0) throw new CommandError(`Failed on n8n ${failed.join(', ')}.`);
	},
});

async function runSuite(suite: string, version: string): Promise<boolean> {
	const args = ['run', 'jest', '--', '--selectProjects', suite, '-i', '--verbose'];
	const { exitCode } = await startCommand('npm', args, {
		cwd: project,
		stdio: 'inherit',
		env: { ...process.env, N8N_VERSION: version },
		reject: false,
	});
	return exitCode === 0;
}

await runCommandLine(command);
