import { BUSY_SHOP } from '../support/busy-shop.mts';
import { KillableN8n } from '../support/killable.mts';
import type { TestN8n } from '../support/n8n.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { inject } from '../support/provided.mts';
import { atEnd } from '../support/teardown.mts';
import { startQueueServices, type QueueServices } from './queue-services.mts';

interface ClusterOptions {
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
	static async start({ webhooks, workers, ...options }: ClusterOptions): Promise<QueueCluster> {
		const main = await KillableN8n.create(options);
		const others: KillableN8n[] = [];
		try {
			await main.start();
			for (let index = 0; index < webhooks + workers; index++) {
				const mode = index < webhooks ? 'webhook' : 'worker';
				others.push(await KillableN8n.create({ mode, ...options }));
			}
			// A failed start must not leave the others behind, half started.
			const starts = await Promise.allSettled(others.map((member) => member.start()));
			const failure = starts.find(({ status }) => status === 'rejected');
			if (failure?.status === 'rejected') throw failure.reason;
			const n8n = await main.setUp();
			return new QueueCluster(n8n, main, others.slice(0, webhooks), others.slice(webhooks));
		} catch (error) {
			await stopAll([...others, main]);
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

async function stopAll(members: KillableN8n[]): Promise<void> {
	await Promise.all(members.map(async (member) => await member.stop()));
}

/** Starts a cluster with services of its own; `tearDown` ends them. */
export async function startCluster({
	env = {},
	...processes
}: {
	webhooks: number;
	workers: number;
	env?: Record<string, string>;
}): Promise<{ cluster: QueueCluster; services: QueueServices }> {
	const services = await startQueueServices();
	atEnd(services.stop);
	const cluster = await QueueCluster.start({
		...processes,
		tarball: inject('tarball'),
		env: { ...services.env, ...BUSY_SHOP, ...env },
	});
	atEnd(async () => await cluster.stop());
	return { cluster, services };
}
