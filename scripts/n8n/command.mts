import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

import { onShutdown } from './shutdown.mts';
import { killTree } from './tree.mts';

const KEPT_OUTPUT = 100_000;
const QUOTED_LINES = 25;

interface RunOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
}

/** Runs a command to its end and returns its standard output; quotes the output if it fails. */
export async function run(command: string, args: string[], options: RunOptions): Promise<string> {
	return await new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			...options,
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true, // its own group, so that compilers started by npm end with it
			shell: process.platform === 'win32', // npm is a .cmd file there
		});
		const output = { standard: '', all: '' };
		const unregister = onShutdown({
			gently: async () => killTree(child.pid, 'SIGTERM'),
			now: () => killTree(child.pid, 'SIGKILL'),
		});
		child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
			output.standard += chunk;
			output.all = (output.all + chunk).slice(-KEPT_OUTPUT);
		});
		child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
			output.all = (output.all + chunk).slice(-KEPT_OUTPUT);
		});
		child.on('error', (error) => {
			unregister();
			reject(new Error(`${command} could not be started: ${error.message}`));
		});
		child.on('close', (code, signal) => {
			unregister();
			if (code === 0) return resolve(output.standard);
			const title = `${command} ${args.join(' ')} ended with ${signal ?? `code ${code}`}`;
			reject(new Error(`${title}:\n${lastLines(output.all, QUOTED_LINES)}`));
		});
	});
}

/**
 * Runs npm; `node` is the Node.js it should run on, which matters where it compiles something.
 */
export async function npm(
	args: string[],
	{ cwd, node, env = {} }: { cwd: string; node?: string; env?: NodeJS.ProcessEnv },
): Promise<string> {
	const path = [...(node ? [dirname(node)] : []), process.env['PATH']].join(delimiter);
	return await run('npm', [...args, '--no-audit', '--no-fund', '--no-update-notifier'], {
		cwd,
		env: { ...withoutNpmRun(process.env), PATH: path, ...env },
	});
}

export function lastLines(text: string, count: number): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

// What `npm run` sets describes this project, and would mislead an npm that works elsewhere.
function withoutNpmRun(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const isForeign =
		/^npm_(package_|lifecycle_|config_(local_prefix|prefix|global|node_gyp)$)|^NODE_OPTIONS$|^INIT_CWD$/i;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !isForeign.test(name)));
}
