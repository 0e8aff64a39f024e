import { setTimeout as sleep } from 'node:timers/promises';

import { packProject } from '../../scripts/n8n/pack.mts';
import { defaultVersion } from '../../scripts/n8n/versions.mts';
import { postDelivery } from '../../scripts/post.mts';
import { QueueCluster } from '../reliability/cluster.mts';
import { anEvent } from '../reliability/event.mts';
import { settled } from '../reliability/executions.mts';
import { startQueueServices, type QueueServices } from '../reliability/queue-services.mts';
import { atOnce } from '../support/at-once.mts';
import { load, markdownTable, percentile, processors, publish, sorted } from './figures.mts';

const WARM_UP = 60;
const STUCK_CHECKS = 100;
const AT_ONCE = 16;
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
const ALONE = { ...LAZY, EXECUTIONS_MODE: 'regular' };
const SETUPS: Setup[] = [
	{ title: 'one process (no queue)', webhooks: 0, workers: 0, env: ALONE },
	{ title: 'main, 1 webhook process, 1 worker', webhooks: 1, workers: 1, env: LAZY },
	{ title: 'main, 2 webhook processes, 2 workers', webhooks: 2, workers: 2, env: LAZY },
	{ title: "the same, n8n's default engine settings", webhooks: 2, workers: 2 },
];

const HEAD = [
	...['processes', 'accepted a second', 'executed a second', 'answer p50 / p99'],
	...['steady events a second', 'lag p50 / p99 then', 'load average'],
];

async function bench(tarball: string, setup: Setup): Promise<string[]> {
	const { title, webhooks, workers, env } = setup;
	const services = await startQueueServices();
	try {
		const all = { ...services.env, ...env };
		const cluster = await QueueCluster.start({ tarball, env: all, webhooks, workers });
		try {
			return [title, ...(await measure(cluster, services))];
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
	const run = async (count: number, pace: Pace) => {
		const answers = await send(urls, key, count, pace);
		return { ...answers, ...(await executed(services, answers.sentAt)) };
	};
	await run(WARM_UP, { atOnce: AT_ONCE });
	const fast = await run(FAST, { atOnce: AT_ONCE });
	const perSecond = Math.max(1, Math.floor(fast.executed * STEADY_SHARE));
	const steady = await run(perSecond * STEADY_SECONDS, { perSecond });
	return [
		fast.accepted.toFixed(0),
		fast.executed.toFixed(0),
		bothPercentiles(fast.answerTimes),
		String(perSecond),
		bothPercentiles(steady.lags),
		load().toFixed(1),
	];
}

/** As fast as so many at once are answered, or at a steady rate, whether or not others have been answered. */
type Pace = { atOnce: number } | { perSecond: number };

interface Answers {
	/** A second. */
	accepted: number;
	/** Milliseconds. */
	answerTimes: number[];
	/** Token → when it was sent, in Unix milliseconds. */
	sentAt: Map<string, number>;
}

/** Sends distinct events to these URLs in turn. */
async function send(urls: string[], key: string, count: number, pace: Pace): Promise<Answers> {
	const sentAt = new Map<string, number>();
	const answerTimes: number[] = [];
	const events = Array.from({ length: count }, () => anEvent(key)).entries();
	const started = performance.now();
	const workers = 'atOnce' in pace ? pace.atOnce : count;
	await atOnce(workers, events, async ([index, { token, delivery }]) => {
		if ('perSecond' in pace) {
			const due = started + (index / pace.perSecond) * 1000;
			await sleep(Math.max(0, due - performance.now()));
		}
		const url = urls[index % urls.length] ?? '';
		sentAt.set(token, Date.now());
		// Again where n8n closed an idle connection just as it was used.
		const { status, durationMs } = await postDelivery(url, delivery).catch(
			async () => await postDelivery(url, delivery),
		);
		if (status !== 200) throw new Error(`Answered ${status}`);
		answerTimes.push(durationMs);
	});
	return { accepted: (count / (performance.now() - started)) * 1000, answerTimes, sentAt };
}

/** How many events were executed a second, and how long after they were sent, in milliseconds. */
async function executed(
	services: QueueServices,
	sentAt: Map<string, number>,
): Promise<{ executed: number; lags: number[] }> {
	const all = await settled(services, { stuckChecks: STUCK_CHECKS });
	const ends = all.filter(({ token, status }) => sentAt.has(token) && status === 'success');
	if (ends.length !== sentAt.size) {
		throw new Error(`${sentAt.size} events were accepted, ${ends.length} executions succeeded.`);
	}
	const last = Math.max(...ends.map(({ stoppedAt }) => stoppedAt));
	return {
		executed: (ends.length / (last - Math.min(...sentAt.values()))) * 1000,
		lags: ends.map(({ token, stoppedAt }) => stoppedAt - (sentAt.get(token) ?? NaN)),
	};
}

function bothPercentiles(times: number[]): string {
	const [half, most] = [0.5, 0.99].map((share) => percentile(sorted(times), share).toFixed(0));
	return `${half} / ${most} ms`;
}

const description =
	`Measured by \`node scripts/run.mjs ../test/bench/queue.bench\` on ${new Date().toISOString().slice(0, 10)}: n8n ` +
	`${defaultVersion}, ${processors()}, which also ran PostgreSQL, Redis and the sender. The load ` +
	`average counts these, and whatever else ran; before the start it was ${load().toFixed(1)}.`;
const { tarball, remove } = await packProject();
try {
	const rows = [HEAD];
	for (const setup of SETUPS) {
		rows.push(await bench(tarball, setup));
		console.log(rows.at(-1)?.join(', '));
	}
	const isWritten = !process.env['QUEUE_DELIVERIES'];
	const paragraphs = [description, markdownTable(rows)];
	await publish(paragraphs, { page: 'scaling.md', section: 'queue', isWritten });
} finally {
	await remove();
}
