import { rm } from 'node:fs/promises';

import { createUserFolder } from '../../scripts/n8n/home.mts';
import { freePorts } from '../../scripts/n8n/ports.mts';
import { startN8n, type StartOptions } from '../../scripts/n8n/process.mts';
import type { RunningN8n } from '../../scripts/n8n/running.mts';
import { setUpN8n, type TestN8n } from './n8n.mts';
import { WITHOUT_EDITOR } from './without-editor.mts';

/** One n8n process, which keeps its address and folder when it dies and comes back. */
export class KillableN8n {
	#process: RunningN8n | undefined;

	private constructor(
		readonly userFolder: string,
		readonly url: string,
		readonly options: StartOptions,
	) {}

	/** One that is not running yet. Without a tarball, it has no node of ours. */
	static async create({
		env,
		...options
	}: Pick<StartOptions, 'mode' | 'tarball' | 'env'>): Promise<KillableN8n> {
		const [port = 0] = await freePorts(1);
		const userFolder = await createUserFolder();
		const all = { ...options, port, userFolder, env: { ...WITHOUT_EDITOR, ...env } };
		return new KillableN8n(userFolder, `http://127.0.0.1:${port}`, all);
	}

	async start(): Promise<void> {
		this.#process = await startN8n(this.options);
	}

	/** Gives a fresh n8n its owner and credential, once it has been started. */
	async setUp(): Promise<TestN8n> {
		if (!this.#process) throw new Error('This process has not been started.');
		return await setUpN8n(this.#process);
	}

	/** Ends it as a power cut would. */
	async kill(): Promise<void> {
		await this.#process?.kill();
		// It is gone already: this only takes it off the list of what a Ctrl-C ends.
		await this.#process?.stop();
	}

	/** Ends it politely and starts it again, as an update does, after what happens in between. */
	async restart(meanwhile?: () => Promise<void>): Promise<void> {
		await this.#process?.stop();
		await meanwhile?.();
		await this.start();
	}

	/** Ends it politely, for good. */
	async stop(): Promise<void> {
		await this.#process?.stop();
		await rm(this.userFolder, { recursive: true, force: true, maxRetries: 5 });
	}
}
