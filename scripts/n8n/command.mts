import { delimiter, dirname } from 'node:path';
import { execa, ExecaError, type Options } from 'execa';

import { onShutdown } from './shutdown.mts';
import { killTree } from './tree.mts';

const QUOTED_LINES = 25;

interface RunOptions {
	cwd: string;
	/** The whole environment; default: this process's. */
	env?: NodeJS.ProcessEnv;
}

/**
 * Starts a command in a process group of its own: what it starts in turn, such as a compiler, ends
 * with it, and none of it outlives this process.
 */
export function startCommand<Chosen extends Options>(
	command: string,
	args: string[],
	options: Chosen & RunOptions,
) {
	const child = execa(command, args, {
		...options,
		detached: true,
		// Both are for the process alone, not for what it has started: `killTree` is for all of it.
		cleanup: false,
		extendEnv: options.env === undefined,
	});
	const ended = child.then(noop, noop).finally(() => unregister());
	const unregister = onShutdown({
		gently: async () => {
			killTree(child.pid, 'SIGTERM');
			await ended;
		},
		now: () => killTree(child.pid, 'SIGKILL'),
	});
	return child;
}

/** Runs a command to its end and returns its standard output; quotes the output if it fails. */
export async function run(command: string, args: string[], options: RunOptions): Promise<string> {
	try {
		const started = startCommand(command, args, { ...options, stdin: 'ignore', all: true });
		return (await started).stdout;
	} catch (error) {
		throw error instanceof ExecaError ? failure(error) : error;
	}
}

/** `npm ci ended with code 1`, and the last lines that a command has written. */
export function failure(error: ExecaError, output = String(error.all ?? '')): Error {
	const { command, exitCode, signal, originalMessage } = error;
	if (exitCode === undefined && signal === undefined) {
		return new Error(`${command} could not be started: ${originalMessage}`);
	}
	const how = signal ?? `code ${exitCode}`;
	return new Error(`${command} ended with ${how}:\n${lastLines(output, QUOTED_LINES)}`);
}

/** How an npm or a pnpm is to run somewhere else than in this project. */
export interface InstallerOptions {
	cwd: string;
	/** The Node.js it runs on, which matters where it compiles something. */
	node?: string;
	env?: NodeJS.ProcessEnv;
}

export async function npm(args: string[], options: InstallerOptions): Promise<string> {
	const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];
	return await run('npm', [...args, ...quiet], installerOptions(options));
}

/** The folder and the environment that an installer runs in: nothing from this project. */
export function installerOptions({ cwd, node, env = {} }: InstallerOptions): RunOptions {
	const path = [...(node ? [dirname(node)] : []), process.env['PATH']].join(delimiter);
	return { cwd, env: { ...withoutNpmRun(process.env), PATH: path, ...env } };
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

function noop(): void {
	// How it ended is for the caller to know.
}
