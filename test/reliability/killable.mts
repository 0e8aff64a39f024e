import { rm } from 'node:fs/promises';

import { createUserFolder } from '../../scripts/n8n/home.mts';
import { freePorts } from '../../scripts/n8n/ports.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import type { RunningN8n } from '../../scripts/n8n/running.mts';
import { setUpN8n, type TestN8n } from '../support/n8n.mts';
import { WITHOUT_EDITOR } from '../support/without-editor.mts';

/** What an n8n process does: `start` is the main one. */
export type Mode = 'start' | 'webhook' | 'worker';

interface Place {
	mode: Mode;
	port: number;
	userFolder: string;
	tarball: string;
	env: Record<string, string>;
}

/** One n8n process, which keeps its address and folder when it dies and comes back. */
export class KillableN8n {
	readonly #place: Place;
	#process: RunningN8n | undefined;

	private constructor(place: Place) {
		this.#place = place;
	}

	/** One that is not running yet, with the packed package; `env` adds to its settings. */
	static async create(
		mode: Mode,
		tarball: string,
		env: Record<string, string> = {},
	): Promise<KillableN8n> {
		const [port = 0] = await freePorts(1);
		const userFolder = await createUserFolder();
		return new KillableN8n({ mode, port, userFolder, tarball, env: { ...WITHOUT_EDITOR, ...env } });
	}

	get mode(): Mode {
		return this.#place.mode;
	}

	get userFolder(): string {
		return this.#place.userFolder;
	}

	get url(): string {
		return `http://127.0.0.1:${this.#place.port}`;
	}

	async start(): Promise<void> {
		this.#process = await startN8n(this.#place);
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

	/** Ends it politely, for good. */
	async stop(): Promise<void> {
		await this.#process?.stop();
		await rm(this.userFolder, { recursive: true, force: true, maxRetries: 5 });
	}

	/** Ends it politely and starts it again, as an update does. */
	async restart(): Promise<void> {
		await this.#process?.stop();
		await this.start();
	}
}
