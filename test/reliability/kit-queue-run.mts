import { poll } from '../../scripts/n8n/poll.mts';
import { anotherShopper } from '../examples/checkout.mts';
import { Kit, remindersAfter } from '../examples/kit.mts';
import { Sequences } from '../examples/late.mts';
import { ExampleN8n, HOSTS } from '../examples/n8n.mts';
import type { Row } from '../examples/tables.mts';
import { BUSY_SHOP } from '../support/busy-shop.mts';
import { SmtpStub } from '../support/smtp.mts';
import { startHostStub } from '../support/stub.mts';
import { QueueCluster } from './cluster.mts';
import { startQueueServices, type QueueServices } from './queue-services.mts';

const CARTS = 12;
const TIMEOUT_MS = 150_000;

/** What became of a cart: the numbers of the reminders that were sent, and its row. */
export interface Sent {
	steps: number[];
	row: Row;
}

/** Has `recover` remind on two workers, one of which is killed while it waits and sends. */
export async function runKitQueue(tarball: string): Promise<Sent[]> {
	const services = await startQueueServices();
	const stub = await startHostStub(HOSTS);
	const mail = await SmtpStub.start();
	try {
		const env = { ...services.env, ...stub.env, ...BUSY_SHOP };
		const cluster = await QueueCluster.start({ tarball, env, webhooks: 0, workers: 2 });
		try {
			const kit = new Kit(ExampleN8n.around(cluster.n8n, stub, mail));
			stub.respond = kit.senders.slowly(400).respond;
			return await run(kit, cluster, services);
		} finally {
			await cluster.stop();
		}
	} finally {
		await stub.stop();
		await mail.stop();
		await services.stop();
	}
}

async function run(kit: Kit, cluster: QueueCluster, services: QueueServices): Promise<Sent[]> {
	// n8n keeps in memory what waits less than 65 seconds, and stores the rest.
	await kit.startRecover(remindersAfter(4, 72, 76));
	const shoppers = Array.from({ length: CARTS }, anotherShopper);
	await Promise.all(shoppers.map(async (shopper) => await kit.abandon(shopper)));
	const [worker] = cluster.workers;
	await poll(
		() => 'the first reminder',
		TIMEOUT_MS,
		async () => shoppers.some((shopper) => kit.calls(shopper).length > 0) || undefined,
	);
	await worker?.kill();
	const sequences = await Sequences.of(cluster.n8n.rest);
	for (const statement of sequences.makeLate()) await services.database.query(statement);
	await worker?.start();
	// The sweep comes with each new cart.
	const last = await kit.abandon();
	return await Promise.all(
		[...shoppers, last].map(async (shopper) => {
			const row = await kit.sequence(shopper, { status: 'finished' });
			return { steps: kit.calls(shopper).map(({ step }) => step), row };
		}),
	);
}
