import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { duration } from '../../scripts/n8n/progress.mts';
import { readExample } from './example.mts';
import { TestN8n } from './n8n.mts';
import { accountTable, fatesOf, type Fate } from './queue-account.mts';
import { QueueCluster } from './queue-cluster.mts';
import { StoredExecutions, type StoredExecution } from './queue-executions.mts';
import { GUARDS, planTurns, type Guard } from './queue-plan.mts';
import { QueueSender } from './queue-sender.mts';
import { startQueueServices, type QueueServices } from './queue-services.mts';
import { startHostStub, type Stub } from './stub.mts';

const DELIVERIES = Number(process.env['QUEUE_DELIVERIES'] ?? 2000);
const META = 'graph.facebook.com';

export interface QueueRun {
	fates: Fate[];
	executions: StoredExecution[];
	/** What ran nowhere but on the worker at the moment when it was killed, and maybe elsewhere. */
	inFlight: Set<string>;
	table: string;
}

/**
 * Runs everything: load over two webhook processes, one of which is killed on the way, as is one of
 * the two workers; the other worker is restarted politely, as an update does it.
 */
export async function runQueue(tarball: string): Promise<QueueRun> {
	const services = await startQueueServices();
	const stub = await startHostStub([META]);
	try {
		const env = { ...services.env, ...stub.env };
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
	const key = randomBytes(16).toString('hex');
	const urls = await activate(cluster, services, key);
	const stored = new StoredExecutions(services);
	const sender = new QueueSender(urls);
	const started = Date.now();
	const load = sender.send(planTurns(DELIVERIES, key));
	const chaos = breakThings(cluster, sender, stored);
	await load;
	const sentAfter = Date.now() - started;
	const inFlight = await chaos;
	const executions = await stored.settled();
	const fates = fatesOf(sender.copies, executions, stub.requests);
	const table = accountTable(fates);
	const pace = (sender.copies.length / sentAfter) * 1000;
	console.log(
		`${sender.copies.length} deliveries in ${duration(sentAfter)} (${pace.toFixed(0)} a second), ` +
			`all executions ended after ${duration(Date.now() - started)}\n\n${table}`,
	);
	return { fates, executions, inFlight, table };
}

/** Returns what was in flight when the worker died. */
async function breakThings(
	{ webhooks: [webhook], workers: [worker, otherWorker] }: QueueCluster,
	sender: QueueSender,
	stored: StoredExecutions,
): Promise<Set<string>> {
	await sender.reached(0.25);
	await webhook?.kill();
	const webhookIsBack = webhook?.start();
	await sender.reached(0.5);
	await worker?.kill();
	const inFlight = new Set((await stored.unfinished()).map(({ id }) => id));
	const workerIsBack = worker?.start();
	await sender.reached(0.75);
	await otherWorker?.restart();
	await Promise.all([webhookIsBack, workerIsBack]);
	return inFlight;
}

/** Activates one workflow for each guard; returns its URL at each webhook process. */
async function activate(
	cluster: QueueCluster,
	services: QueueServices,
	key: string,
): Promise<Record<Guard, string[]>> {
	const { main, rest, api } = cluster;
	const name = 'Ecom360';
	const { id } = await api.createCredential(name, 'ecom360Api', { webhookKey: key });
	const n8n = new TestN8n({
		url: main.url,
		cookie: rest.cookie,
		logFile: join(main.userFolder, 'n8n.log'),
		credential: { id, name, key },
	});
	const urls: Partial<Record<Guard, string[]>> = {};
	for (const guard of GUARDS) {
		const workflow =
			guard === 'none'
				? await n8n.triggerWith()
				: await n8n.activate(await guarded(guard, cluster, services));
		urls[guard] = cluster.webhookUrls(workflow.productionUrl);
		for (const url of urls[guard]) await api.waitForWebhook(url);
	}
	return urls as Record<Guard, string[]>;
}

/** An example as it is published, with credentials. */
async function guarded(
	guard: 'redis' | 'postgres',
	{ api }: QueueCluster,
	{ postgres, redis }: QueueServices,
): Promise<ReturnType<typeof readExample>> {
	const { host, port, user, password, database } = postgres;
	const data: Record<string, object> = {
		whatsAppApi: { accessToken: 'meta-token', businessAccountId: '1' },
		redis: { host: redis.host, port: redis.port, database: 0, password: '', user: '', ssl: false },
		postgres: { host, port, user, password, database, ssl: 'disable' },
	};
	const credentials: Record<string, object> = {};
	for (const type of ['whatsAppApi', guard]) {
		const { id } = await api.createCredential(type, type, data[type] ?? {});
		credentials[`n8n-nodes-base.${type.replace('Api', '')}`] = { [type]: { id, name: type } };
	}
	const example = readExample(`exactly-once-${guard}`);
	const nodes = example.nodes.map((node) => {
		const own = credentials[node.type];
		return own ? { ...node, credentials: own } : node;
	});
	return { ...example, nodes };
}
