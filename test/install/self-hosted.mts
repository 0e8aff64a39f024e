import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { npm, run } from '../../scripts/n8n/command.mts';
import { createUserFolder } from '../../scripts/n8n/home.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import type { RunningN8n } from '../../scripts/n8n/running.mts';
import { setUpN8n, type TestN8n } from '../support/n8n.mts';

const NAME = 'n8n-nodes-ecom360';

/** An n8n whose owner installs the package by hand, with npm, while it is stopped. */
export class SelfHosted {
	#process: RunningN8n | undefined;
	#n8n: TestN8n | undefined;

	private constructor(readonly userFolder: string) {}

	static async create(): Promise<SelfHosted> {
		const userFolder = await createUserFolder();
		await mkdir(join(userFolder, '.n8n', 'nodes'), { recursive: true });
		return new SelfHosted(userFolder);
	}

	/** The running one. */
	get n8n(): TestN8n {
		if (!this.#n8n) throw new Error('n8n has not been started.');
		return this.#n8n;
	}

	/** What the README says, with a tarball for the name. */
	async install(tarball: string): Promise<void> {
		await npm(['install', '--omit=peer', tarball], { cwd: this.#nodes });
	}

	async uninstall(): Promise<void> {
		await npm(['uninstall', NAME], { cwd: this.#nodes });
	}

	/** What is in n8n's nodes folder; undefined if nothing is. */
	async installedVersion(): Promise<string | undefined> {
		const file = join(this.#nodes, 'node_modules', NAME, 'package.json');
		const text = await readFile(file, 'utf8').catch(() => undefined);
		return text === undefined ? undefined : (JSON.parse(text) as { version: string }).version;
	}

	/** Starts n8n at the address it had; the first time it gets its owner and a credential. */
	async start(): Promise<TestN8n> {
		const { userFolder } = this;
		const port = this.#process?.port;
		this.#process = await startN8n({ userFolder, port });
		// The address and the session are the same as before.
		this.#n8n ??= await setUpN8n(this.#process);
		return this.#n8n;
	}

	async stop(): Promise<void> {
		await this.#process?.stop();
	}

	async remove(): Promise<void> {
		await this.stop();
		await rm(this.userFolder, { recursive: true, force: true, maxRetries: 5 });
	}

	get #nodes(): string {
		return join(this.userFolder, '.n8n', 'nodes');
	}
}

/** The same package with a lower version, packed into `folder`: what was there before an upgrade. */
export async function previousRelease(tarball: string, folder: string): Promise<string> {
	await run('tar', ['-xzf', tarball, '-C', folder], { cwd: folder });
	const unpacked = join(folder, 'package');
	const file = join(unpacked, 'package.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as object;
	await writeFile(file, JSON.stringify({ ...manifest, version: '0.0.1' }));
	const packed = await npm(['pack', '--pack-destination', folder], { cwd: unpacked });
	return join(folder, packed.trim().split('\n').at(-1) ?? '');
}
