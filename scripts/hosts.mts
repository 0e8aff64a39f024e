import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineCommand } from 'citty';

import { CommandError, runCommandLine } from './cli.mts';
import { startCommand } from './n8n/command.mts';
import { installN8n } from './n8n/install.mts';
import { duration } from './n8n/duration.mts';
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
		const results: Result[] = [];
		for (const version of args.n8n === undefined ? supportedVersions : [args.n8n]) {
			// Now, since an installation takes longer than a suite may wait.
			const { node } = await installN8n(version);
			console.log(`\nn8n ${version} on Node.js ${node.version}: suite ${args.project}`);
			const started = Date.now();
			const isPassed = await runSuite(args.project, version);
			const took = duration(Date.now() - started);
			results.push({ version, node: node.version, isPassed, took });
		}
		console.log('');
		for (const { version, node, isPassed, took } of results) {
			const verdict = isPassed ? '✓ passed' : '✗ failed';
			console.log(`${verdict}  n8n ${version.padEnd(9)} Node.js ${node}  ${took}`);
		}
		const failed = results.filter(({ isPassed }) => !isPassed);
		console.log(`\n${results.length - failed.length} passed, ${failed.length} failed`);
		if (failed.length > 0) {
			throw new CommandError(`Failed on n8n ${failed.map(({ version }) => version).join(', ')}.`);
		}
	},
});

interface Result {
	version: string;
	node: string;
	isPassed: boolean;
	took: string;
}

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
