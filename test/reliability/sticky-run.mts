import { BUSY_SHOP } from '../support/busy-shop.mts';
import type { LocalServer } from '../support/local-server.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { accountOf, isLost, ranTwice, type Fate } from './account.mts';
import { QueueCluster } from './cluster.mts';
import { anEvent, type Event } from './event.mts';
import { startQueueServices, type QueueServices } from './queue-services.mts';
import { Sender } from './sender.mts';

const PAIRS = 40;

/** Two webhook processes for balancers to stand in front of. */
export class StickyRun {
	private constructor(
		readonly services: QueueServices,
		readonly cluster: QueueCluster,
		readonly workflow: TestWorkflow,
	) {}

	/** Without a worker: what counts is what n8n stores, which it does before it answers. */
	static async start(tarball: string): Promise<StickyRun> {
		const services = await startQueueServices();
		try {
			const env = { ...services.env, ...BUSY_SHOP };
			const cluster = await QueueCluster.start({ tarball, env, webhooks: 2, workers: 0 });
			const workflow = await cluster.n8n.triggerWith();
			const run = new StickyRun(services, cluster, workflow);
			await cluster.urlsOf(workflow);
			return run;
		} catch (error) {
			await services.stop();
			throw error;
		}
	}

	/** Host and port of each webhook process. */
	get processes(): string[] {
		return this.cluster.webhooks.map(({ url }) => new URL(url).host);
	}

	/** Sends both copies of many events at the same moment; `secondOf` makes the second copy. */
	async pairs(
		proxy: LocalServer,
		title: string,
		secondOf: (event: Event) => Event = (event) => event,
	): Promise<Fate[]> {
		const sender = this.#senderTo(proxy);
		const events = this.#events();
		await sendAll(
			sender,
			events.flatMap((event) => [event, secondOf(event)]),
		);
		return await this.#fates(sender, title);
	}

	/** Sends many events, restarts one of the processes, and sends all of them again. */
	async aroundRestart(proxy: LocalServer, title: string): Promise<Fate[]> {
		const sender = this.#senderTo(proxy);
		const events = this.#events();
		await sendAll(sender, events);
		await this.cluster.webhooks[0]?.restart();
		await this.cluster.urlsOf(this.workflow);
		await sendAll(sender, events);
		return await this.#fates(sender, title);
	}

	async close(): Promise<void> {
		await this.cluster.stop();
		await this.services.stop();
	}

	#senderTo({ port }: LocalServer): Sender {
		const { pathname } = new URL(this.workflow.productionUrl);
		return new Sender({ next: async () => `http://127.0.0.1:${port}${pathname}` });
	}

	#events(): Event[] {
		const { key } = this.cluster.n8n.credential;
		return Array.from({ length: PAIRS }, () => anEvent(key));
	}

	async #fates(sender: Sender, title: string): Promise<Fate[]> {
		const { fates } = accountOf(sender.copies, { executions: await this.services.read() });
		const twice = fates.filter(ranTwice).length;
		const lost = fates.filter(isLost).length;
		console.log(`${title}: ${fates.length} events, ${twice} ran twice, ${lost} lost`);
		return fates;
	}
}

async function sendAll(sender: Sender, events: readonly Event[]): Promise<void> {
	await Promise.all(events.map(async (event) => await sender.send(sender.copy(event))));
}
