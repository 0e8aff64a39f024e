import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { lastLines } from './command.mts';
import { poll } from './poll.mts';
import { onShutdown } from './shutdown.mts';
import { killTree } from './tree.mts';

const STOP_TIMEOUT_MS = 20_000;
const QUOTED_LINES = 40;
const KEPT_CHARACTERS = 2_000_000;
// A child that is being killed may still be writing.
const REMOVAL = { recursive: true, force: true, maxRetries: 5 };

interface Place {
	version: string;
	port: number;
	userFolder: string;
	/** Whether the user folder goes when n8n goes. */
	isTemporary: boolean;
}

/** One n8n process: its address, its log, its end. */
export class RunningN8n {
	readonly version: string;
	readonly port: number;
	readonly userFolder: string;
	readonly #isTemporary: boolean;
	#log = '';
	#child: ChildProcess | undefined;
	#exit: Promise<string> = Promise.resolve('before it was started');
	#unregister = (): void => undefined;

	constructor({ version, port, userFolder, isTemporary }: Place) {
		this.version = version;
		this.port = port;
		this.userFolder = userFolder;
		this.#isTemporary = isTemporary;
		this.#unregister = onShutdown({
			gently: async () => await this.stop(),
			now: () => this.#vanish(),
		});
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get pid(): number {
		return this.#child?.pid ?? 0;
	}

	/** What it has written so far (the last two million characters). */
	get log(): string {
		return this.#log;
	}

	/** Everything it has written, for other processes to read; in its user folder. */
	get logFile(): string {
		return join(this.userFolder, 'n8n.log');
	}

	/** Resolves when the process has ended, for whatever reason, and says how. */
	get ended(): Promise<string> {
		return this.#exit;
	}

	/** Starts the process. In its own group, so that a Ctrl-C in the terminal reaches us only. */
	spawn(command: string, args: string[], env: Record<string, string>): void {
		// n8n reads a .env file where it is started; its own folder has none.
		const child = spawn(command, args, {
			cwd: this.userFolder,
			env,
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true,
		});
		this.#child = child;
		const file = openSync(this.logFile, 'a');
		const keep = (chunk: string): void => {
			this.#log = (this.#log + chunk).slice(-KEPT_CHARACTERS);
			writeSync(file, chunk);
		};
		child.stdout.setEncoding('utf8').on('data', keep);
		child.stderr.setEncoding('utf8').on('data', keep);
		child.once('close', () => closeSync(file));
		this.#exit = new Promise((resolve) => {
			child.once('error', (error) => resolve(error.message));
			child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
		});
	}

	/** Resolves as soon as the log holds a match; fails on a timeout or when n8n ends. */
	async waitForLog(pattern: RegExp, timeoutMs = 30_000): Promise<void> {
		let end: string | undefined;
		void this.#exit.then((how) => (end = `ended (${how})`));
		const isLogged = () => pattern.test(this.log);
		const seen = await poll(
			() => `n8n ${this.version} to log ${String(pattern)}. ${this.#quotation()}`,
			timeoutMs,
			async () => (isLogged() ? 'logged' : end),
		);
		if (seen === 'logged') return;
		throw new Error(
			`n8n ${this.version} ${seen} before it logged ${String(pattern)}. ${this.#quotation()}`,
		);
	}

	#quotation(): string {
		return `Its last lines:\n${lastLines(this.log, QUOTED_LINES)}`;
	}

	/** Ends it politely, by force if need be, and removes a temporary user folder. */
	async stop(): Promise<void> {
		// The main process ends its own children; whatever is left is killed below.
		this.#child?.kill('SIGTERM');
		const timer = setTimeout(() => this.#killGroup(), STOP_TIMEOUT_MS);
		await this.#exit;
		clearTimeout(timer);
		this.#bury();
		if (this.#isTemporary) await rm(this.userFolder, REMOVAL);
		this.#unregister();
	}

	/**
	 * Ends it and its children at once, as a power cut would, and keeps the user folder.
	 *
	 * Call `stop` afterwards to remove a temporary folder as well.
	 */
	async kill(): Promise<void> {
		this.#killGroup();
		await this.#exit;
		this.#bury();
	}

	#killGroup(): void {
		killTree(this.#child?.pid, 'SIGKILL');
	}

	// Once it is gone, its process id may become somebody else's: it is never used again.
	#bury(): void {
		this.#killGroup();
		this.#child = undefined;
	}

	// For an exit that leaves no time to wait.
	#vanish(): void {
		this.#killGroup();
		if (this.#isTemporary) rmSync(this.userFolder, REMOVAL);
	}
}
