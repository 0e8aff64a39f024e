import { readExample } from '../examples/example.mts';
import { BUSY_SHOP } from '../support/busy-shop.mts';
import type { TestN8n } from '../support/n8n.mts';
import { startHostStub, type Stub } from '../support/stub.mts';
import { accountTable } from './account-table.mts';
import { accountOf, storedInVain, type Account } from './account.mts';
import { Balancer } from './balancer.mts';
import { QueueCluster } from './cluster.mts';
import { settled, type StoredExecution } from './executions.mts';
import { PlannedLoad } from './load.mts';
import { planTurns, type Guard, type PlannedEvent } from './plan.mts';
import { startQueueServices, type QueueServices } from './queue-services.mts';
import { Sender, type Copy } from './sender.mts';

const DELIVERIES = Number(process.env['QUEUE_DELIVERIES'] ?? 2000);
const META = 'graph.facebook.com';
/** A dead worker's jobs are given up only after a while. */
const STUCK_CHECKS = 100;

/** What a shop puts after the guard; the stub counts the messages. */
const MESSAGE = {
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		method: 'POST',
		url: `https://${META}/`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: "={{ { link: $('Ecom360 Trigger').first().json.cart.recoveryUrl } }}",
	},
};

export interface QueueRun extends Account<PlannedEvent> {
	executions: StoredExecution[];
	/** The executions that the workers were running when one of them was killed. */
	inHand: Set<string>;
	/** What the killed webhook process had stored and not yet queued; it was sent again. */
	inVain: Set<string>;
}

/**
 * Runs everything: load over two webhook processes, one of which is killed on the way, as is one of
 * the two workers; the other worker is restarted politely, as in an update.
 */
export async function runQueue(tarball: string): Promise<QueueRun> {
	const services = await startQueueServices();
	const stub = await startHostStub([META]);
	try {
		const env = { ...services.env, ...stub.env, ...BUSY_SHOP };
		const cluster = await QueueCluster.start({ tarball, env, webhooks: 2, workers: 2 });
		try {
			return await run(cluster, services, stub);
		} finally {
			await cluster.stop();
		}
	} finally {
		await stub.stop();
		await services.stop();
	}
}

async function run(cluster: QueueCluster, services: QueueServices, stub: Stub): Promise<QueueRun> {
	const { key } = cluster.n8n.credential;
	const urls = await activate(cluster, services);
	const sender = new Sender<PlannedEvent>(new Balancer(({ guard }) => urls[guard]));
	const load = new PlannedLoad(sender, planTurns(DELIVERIES, key));
	const started = Date.now();
	const [sentAfter, inHand] = await Promise.all([
		load.send().then(() => Date.now() - started),
		breakThings(cluster, load, services),
	]);
	const executions = await settled(services, { stuckChecks: STUCK_CHECKS });
	const found = { executions, messages: stub.requests };
	const inVain = new Set(accountOf(sender.copies, found).fates.flatMap(storedInVain));
	const account = accountOf(sender.copies, { ...found, leftBehind: inVain });
	const table = accountTable(account.fates);
	const pace = (sender.copies.length / sentAfter) * 1000;
	console.log(
		`${sender.copies.length} deliveries in ${Math.round(sentAfter / 1000)} s (${pace.toFixed(0)} a second), ` +
			`all executions ended after ${Math.round((Date.now() - started) / 1000)} s\n` +
			`tries without a 2xx: ${failureCounts(sender.copies)}\n` +
			`interrupted executions: ${interruptedCounts(executions)}; in hand then: ${inHand.size}; stored in vain: ${inVain.size}\n\n${table}`,
	);
	return { ...account, executions, inHand, inVain };
}

function failureCounts(copies: Copy[]): string {
	return counted(copies.flatMap(({ tries }) => tries.slice(0, -1)));
}

function interruptedCounts(executions: StoredExecution[]): string {
	const interrupted = executions.filter(({ status }) => status !== 'success');
	return counted(
		interrupted.map(({ status, isEmptied }) => status + (isEmptied ? ' without its data' : '')),
	);
}

function counted(kinds: string[]): string {
	const counts = new Map<string, number>();
	for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
	return [...counts].map(([kind, count]) => `${count} × ${kind}`).join(', ') || 'none';
}

/** Returns what the workers were running when one of them died. */
async function breakThings(
	{ webhooks: [webhook], workers: [worker, otherWorker] }: QueueCluster,
	load: PlannedLoad<PlannedEvent>,
	services: QueueServices,
): Promise<Set<string>> {
	await load.reached(0.25);
	await webhook?.kill();
	const webhookIsBack = webhook?.start();
	await load.reached(0.5);
	await worker?.kill();
	const inHand = new Set(await services.inHand());
	// To learn which events they belong to: n8n drops their data.
	await services.read();
	const workerIsBack = worker?.start();
	await load.reached(0.75);
	await otherWorker?.restart();
	await Promise.all([webhookIsBack, workerIsBack]);
	return inHand;
}

/** Activates one workflow for each guard; returns its URL at each webhook process. */
async function activate(
	cluster: QueueCluster,
	services: QueueServices,
): Promise<Record<Guard, string[]>> {
	const { n8n } = cluster;
	const redis = await n8n.activate(await guarded(n8n, services));
	return {
		none: await cluster.urlsOf(await n8n.triggerWith()),
		redis: await cluster.urlsOf(redis),
	};
}

/** The example as it is published, with a credential; its last step is a message to the shopper. */
async function guarded(
	{ api }: TestN8n,
	{ redis: { host, port } }: QueueServices,
): Promise<ReturnType<typeof readExample>> {
	const data = { host, port, database: 0, password: '', user: '', ssl: false };
	const { id } = await api.createCredential('redis', 'redis', data);
	const example = readExample('exactly-once-redis');
	const nodes = example.nodes.map((node) => {
		if (node.name === 'Your own steps') return { ...node, ...MESSAGE };
		if (node.type === 'n8n-nodes-base.redis')
			return { ...node, credentials: { redis: { id, name: 'redis' } } };
		return node;
	});
	return { ...example, nodes };
}
