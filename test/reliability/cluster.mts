import type { TestWorkflow } from '../support/n8n-workflow.mts';
import type { TestN8n } from '../support/n8n.mts';
import { KillableN8n, type Mode } from './killable.mts';

export interface ClusterOptions {
	tarball: string;
	/** Of every process: where database and queue are, and whatever else is to be set. */
	env: Record<string, string>;
	webhooks: number;
	workers: number;
}

/** n8n in queue mode: one main, and any number of webhook processes and workers. */
export class QueueCluster {
	private constructor(
		/** The main, as tests see any n8n. */
		readonly n8n: TestN8n,
		readonly main: KillableN8n,
		readonly webhooks: KillableN8n[],
		readonly workers: KillableN8n[],
	) {}

	/** Starts the main first, which prepares the database, and then all others at once. */
	static async start({ tarball, env, webhooks, workers }: ClusterOptions): Promise<QueueCluster> {
		const all = [await KillableN8n.create('start', tarball, env)];
		const [main] = all as [KillableN8n];
		try {
			await main.start();
			for (let index = 0; index < webhooks + workers; index++) {
				const mode = index < webhooks ? 'webhook' : 'worker';
				all.push(await KillableN8n.create(mode, tarball, env));
			}
			// A failed start must not leave the others behind, half started.
			const starts = await Promise.allSettled(all.slice(1).map((member) => member.start()));
			const failure = starts.find(({ status }) => status === 'rejected');
			if (failure?.status === 'rejected') throw failure.reason;
			const n8n = await main.setUp();
			return new QueueCluster(n8n, main, ofMode(all, 'webhook'), ofMode(all, 'worker'));
		} catch (error) {
			await stopAll(all);
			throw error;
		}
	}

	/** A workflow's URL at each process that takes deliveries, once all of them do. */
	async urlsOf({ productionUrl }: TestWorkflow): Promise<string[]> {
		// Where there are no webhook processes, the main does it.
		const receivers = this.webhooks.length > 0 ? this.webhooks : [this.main];
		const urls = receivers.map(({ url }) => url + new URL(productionUrl).pathname);
		for (const url of urls) await this.n8n.api.waitForWebhook(url);
		return urls;
	}

	/** Stops the main last: it owns what the others use. */
	async stop(): Promise<void> {
		await stopAll([...this.webhooks, ...this.workers]);
		await stopAll([this.main]);
	}
}

function ofMode(members: KillableN8n[], wanted: Mode): KillableN8n[] {
	return members.filter(({ mode }) => mode === wanted);
}

async function stopAll(members: KillableN8n[]): Promise<void> {
	await Promise.all(members.map(async (member) => await member.stop()));
}
