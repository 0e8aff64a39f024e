import { cpus, loadavg } from 'node:os';

import { packProject } from '../../scripts/n8n/pack.mts';
import { defaultVersion } from '../../scripts/n8n/versions.mts';
import { writeSection } from './docs.mts';
import { QueueCluster } from '../reliability/cluster.mts';
import { settled, type StoredExecution } from '../reliability/executions.mts';
import { startQueueServices, type QueueServices } from '../reliability/queue-services.mts';
import { executedPerSecond, lagsOf, sendFast, sendSteadily } from './load.mts';
import { percentile } from './rounds.mts';
import { markdownTable } from './table.mts';

const WARM_UP = 60;
const STUCK_CHECKS = 100;
const FAST = Number(process.env['QUEUE_DELIVERIES'] ?? 300);
const STEADY_SECONDS = 20;
/** Of the rate that could be executed. */
const STEADY_SHARE = 0.5;

interface Setup {
	title: string;
	webhooks: number;
	workers: number;
	env?: Record<string, string>;
}

const LAZY = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };
const SETUPS: Setup[] = [
	{
		title: 'one process (no queue)',
		webhooks: 0,
		workers: 0,
		env: { ...LAZY, EXECUTIONS_MODE: 'regular' },
	},
	{ title: 'main, 1 webhook process, 1 worker', webhooks: 1, workers: 1, env: LAZY },
	{ title: 'main, 2 webhook processes, 2 workers', webhooks: 2, workers: 2, env: LAZY },
	{ title: "the same, n8n's default engine settings", webhooks: 2, workers: 2 },
];

const HEAD = [
	'processes',
	'accepted a second',
	'executed a second',
	'answer p50 / p99',
	'steady events a second',
	'lag p50 / p99 then',
	'load average',
];

async function bench(tarball: string, { webhooks, workers, env = {} }: Setup): Promise<string[]> {
	const services = await startQueueServices();
	try {
		const all = { ...services.env, ...env };
		const cluster = await QueueCluster.start({ tarball, env: all, webhooks, workers });
		try {
			return await measure(cluster, services);
		} finally {
			await cluster.stop();
		}
	} finally {
		await services.stop();
	}
}

async function measure(cluster: QueueCluster, services: QueueServices): Promise<string[]> {
	const { key } = cluster.n8n.credential;
	const urls = await cluster.urlsOf(await cluster.n8n.triggerWith());
	const allEnded = async (): Promise<StoredExecution[]> =>
		await settled(services, { stuckChecks: STUCK_CHECKS });
	await sendFast(urls, key, WARM_UP);
	await allEnded();

	const fast = await sendFast(urls, key, FAST);
	const executed = executedPerSecond(fast, await allEnded());

	const perSecond = Math.max(1, Math.floor(executed * STEADY_SHARE));
	const count = perSecond * STEADY_SECONDS;
	const steady = await sendSteadily(urls, key, { count, perSecond });
	const lags = lagsOf(steady, await allEnded());
	const { accepted, answerTimes } = fast;
	return [
		accepted.toFixed(0),
		executed.toFixed(0),
		bothPercentiles(answerTimes),
		String(perSecond),
		bothPercentiles(lags),
		busy(),
	];
}

function bothPercentiles(values: number[]): string {
	return `${percentile(values, 0.5).toFixed(0)} / ${percentile(values, 0.99).toFixed(0)} ms`;
}

function busy(): string {
	return loadavg()[0]?.toFixed(1) ?? '?';
}

function machine(): string {
	const [cpu] = cpus();
	return (
		`Measured by \`node scripts/run.mjs ../test/bench/queue.bench\` on ${new Date().toISOString().slice(0, 10)}: n8n ` +
		`${defaultVersion}, ${cpus().length} cores (${cpu?.model ?? 'unknown'}) that also ran ` +
		`PostgreSQL, Redis and the sender. The load average counts these, and whatever else ran; before ` +
		`the start it was ${busy()}.`
	);
}

const description = machine();
console.log(description);
const { tarball, remove } = await packProject();
const rows: string[][] = [];
try {
	for (const setup of SETUPS) {
		const figures = await bench(tarball, setup);
		rows.push([setup.title, ...figures]);
		console.log(`${setup.title}: ${figures.join(', ')}`);
	}
} finally {
	await remove();
}
const figures = markdownTable([HEAD, ...rows]);
console.log(`\n${figures}`);
if (!process.env['QUEUE_DELIVERIES']) {
	await writeSection('scaling.md', 'queue', `${description}\n\n${figures}`);
}
