import { setTimeout as sleep } from 'node:timers/promises';

import type { TestN8n } from '../support/n8n.mts';
import { KillableN8n } from './killable.mts';

/** A shop's n8n on SQLite with one active trigger, which can be killed and started again. */
export class Shop {
	/** When it was killed: Unix milliseconds. */
	readonly kills: number[] = [];

	private constructor(
		readonly process: KillableN8n,
		readonly n8n: TestN8n,
		/** Where the trigger takes deliveries. */
		readonly url: string,
	) {}

	static async open(tarball: string): Promise<Shop> {
		const process = await KillableN8n.create('start', tarball);
		try {
			await process.start();
			const n8n = await process.setUp();
			const { productionUrl } = await n8n.triggerWith();
			return new Shop(process, n8n, productionUrl);
		} catch (error) {
			await process.stop();
			throw error;
		}
	}

	/** What deliveries are signed with. */
	get key(): string {
		return this.n8n.credential.key;
	}

	/** A power cut at a random moment within this many milliseconds, and a new start. */
	async killWithin(ms: number): Promise<void> {
		await sleep(Math.random() * ms);
		await this.process.kill();
		this.kills.push(Date.now());
		await this.process.start();
		await this.n8n.api.waitForWebhook(this.url);
	}

	async close(): Promise<void> {
		await this.process.stop();
	}
}
