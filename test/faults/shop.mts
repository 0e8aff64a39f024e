import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { N8nApi } from '../../scripts/n8n/api.mts';
import { createUserFolder } from '../../scripts/n8n/home.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import type { RunningN8n } from '../../scripts/n8n/running.mts';
import { setUpN8n } from '../support/n8n.mts';

/** A shop's n8n on SQLite with one active trigger, which can be killed and started again. */
export class Shop {
	/** When it was killed: Unix milliseconds. */
	readonly kills: number[] = [];
	readonly userFolder: string;
	#n8n: RunningN8n;
	#url = '';
	#key = '';

	private constructor(n8n: RunningN8n, userFolder: string) {
		this.#n8n = n8n;
		this.userFolder = userFolder;
	}

	static async open(tarball: string): Promise<Shop> {
		const userFolder = await createUserFolder();
		let shop: Shop | undefined;
		try {
			shop = new Shop(await startN8n({ tarball, userFolder }), userFolder);
			await shop.#setUp();
			return shop;
		} catch (error) {
			await shop?.close();
			await rm(userFolder, { recursive: true, force: true });
			throw error;
		}
	}

	/** Where the trigger takes deliveries. */
	get url(): string {
		return this.#url;
	}

	get key(): string {
		return this.#key;
	}

	/** A power cut at a random moment within so many milliseconds, and a new start. */
	async killWithin(ms: number): Promise<void> {
		await sleep(Math.random() * ms);
		await this.#n8n.kill();
		this.kills.push(Date.now());
		await this.#n8n.stop();
		const { port } = this.#n8n;
		this.#n8n = await startN8n({ userFolder: this.userFolder, port });
		await new N8nApi(this.#n8n).waitForWebhook(this.#url);
	}

	async close(): Promise<void> {
		await this.#n8n.stop();
		await rm(this.userFolder, { recursive: true, force: true });
	}

	async #setUp(): Promise<void> {
		const n8n = await setUpN8n(this.#n8n);
		this.#url = (await n8n.triggerWith()).productionUrl;
		this.#key = n8n.credential.key;
	}
}
