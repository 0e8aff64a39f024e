import { rm } from 'node:fs/promises';

import { createUserFolder } from '../../scripts/n8n/home.mts';
import { freePorts } from '../../scripts/n8n/ports.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import type { RunningN8n } from '../../scripts/n8n/running.mts';
import { setUpN8n, type TestN8n } from '../support/n8n.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';

export interface ClusterOptions {
	tarball: string;
	/** Of every process: where database and queue are, and whatever else is to be set. */
	env: Record<string, string>;
	webhooks: number;
	workers: number;
}

type Mode = 'start' | 'webhook' | 'worker';

/** n8n in queue mode: one main, and any number of webhook processes and workers. */
export class QueueCluster {
	private constructor(
		/** The main, as tests see any n8n. */
		readonly n8n: TestN8n,
		readonly main: ClusterMember,
		readonly webhooks: ClusterMember[],
		readonly workers: ClusterMember[],
	) {}

	/** Starts the main first, which prepares the database, and then all others at once. */
	static async start({ tarball, env, webhooks, workers }: ClusterOptions): Promise<QueueCluster> {
		const all = [await ClusterMember.create('start', tarball, env)];
		const [main] = all as [ClusterMember];
		try {
			await main.start();
			for (let index = 0; index < webhooks + workers; index++) {
				const mode = index < webhooks ? 'webhook' : 'worker';
				all.push(await ClusterMember.create(mode, tarball, env));
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

/** One process of a cluster, which keeps its address and folder when it dies and comes back. */
export class ClusterMember {
	#process: RunningN8n | undefined;

	private constructor(
		readonly mode: Mode,
		readonly port: number,
		readonly userFolder: string,
		readonly tarball: string,
		readonly env: Record<string, string>,
	) {}

	static async create(
		mode: Mode,
		tarball: string,
		env: Record<string, string>,
	): Promise<ClusterMember> {
		const [port = 0] = await freePorts(1);
		return new ClusterMember(mode, port, await createUserFolder(), tarball, env);
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	async start(): Promise<void> {
		const { mode, port, userFolder, tarball, env } = this;
		this.#process = await startN8n({ mode, port, userFolder, tarball, env });
	}

	/** Gives a fresh n8n its owner and credential, once it has been started. */
	async setUp(): Promise<TestN8n> {
		if (!this.#process) throw new Error('This process has not been started.');
		return await setUpN8n(this.#process);
	}

	/** Ends it as a power cut would. */
	async kill(): Promise<void> {
		await this.#process?.kill();
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

function ofMode(members: ClusterMember[], wanted: Mode): ClusterMember[] {
	return members.filter(({ mode }) => mode === wanted);
}

async function stopAll(members: ClusterMember[]): Promise<void> {
	await Promise.all(members.map(async (member) => await member.stop()));
}
