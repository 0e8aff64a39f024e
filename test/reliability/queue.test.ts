import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { readExample } from '../examples/example.mts';
import { atOnce } from '../support/at-once.mts';
import type { TestN8n } from '../support/n8n.mts';
import { startHostStub } from '../support/stub.mts';
import tearDown, { atEnd } from '../support/teardown.mts';
import {
	accountOf,
	answered,
	isLost,
	printFigures,
	ranTwice,
	retries,
	story,
	type Fate,
} from './account.mts';
import { startCluster, type QueueCluster } from './cluster.mts';
import { TOKEN } from './event.mts';
import { settled, type StoredExecution } from './executions.mts';
import { DELIVERIES, planTurns, type Turn } from './load.mts';
import type { QueueServices } from './queue-services.mts';
import { Sender } from './sender.mts';

// For a machine that is busy with other things: idle, it is done within minutes.
const HOUR_MS = 3_600_000;
/** A dead worker's jobs are given up only after a while. */
const STUCK_CHECKS = 100;
const META = 'graph.facebook.com';

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

/** Tokens → how their events were sent. */
let plan: Map<string, Turn>;
let fates: Fate[];
let strangers: StoredExecution[];
let executions: StoredExecution[];
/** Tokens → how many messages went to the shopper. */
const messages = new Map<string, number>();
/** The executions that the workers were running when one of them was killed. */
let inHand: Set<string>;
/** What the killed webhook process had stored and not yet queued; it was sent again. */
let inVain: Set<string>;

/**
 * Load over two webhook processes, one of which is killed on the way, as is one of the two workers;
 * the other worker is restarted politely, as in an update.
 */
beforeAll(async () => {
	const stub = await startHostStub([META]);
	atEnd(stub.stop);
	const { cluster, services } = await startCluster({ webhooks: 2, workers: 2, env: stub.env });
	const { n8n } = cluster;
	const unguarded = new Sender(await cluster.urlsOf(await n8n.triggerWith()));
	const guarded = new Sender(await cluster.urlsOf(await n8n.activate(await guard(services, n8n))));
	const turns = planTurns(DELIVERIES, n8n.credential.key);
	const breakages = breakagesOf(cluster, services);
	let done = 0;
	await atOnce(16, turns, async ({ event, isGuarded, processes }) => {
		const sender = isGuarded ? guarded : unguarded;
		const copies = processes.map((process) => sender.copy(event, process));
		await Promise.all(copies.map(async (copy) => await sender.send(copy)));
		done += 1;
		const quarter = breakages.findIndex(
			(_, index) => done === Math.ceil(((index + 1) / 4) * turns.length),
		);
		await breakages[quarter]?.();
	});
	executions = await settled(services, { stuckChecks: STUCK_CHECKS });
	plan = new Map(turns.map((turn) => [turn.event.token, turn]));
	({ fates, strangers } = accountOf([...unguarded.copies, ...guarded.copies], executions));
	inVain = new Set(fates.flatMap(storedInVain));
	for (const { body } of stub.requests) {
		const [token = ''] = TOKEN.exec(body.toString('utf8')) ?? [];
		messages.set(token, (messages.get(token) ?? 0) + 1);
	}
	printFigures({ 'no guard': figures(ofGuard(false)), 'Redis guard': figures(ofGuard(true)) });
}, HOUR_MS);

afterAll(tearDown);

/** What happens at each quarter of the load. */
function breakagesOf(
	{ webhooks: [webhook], workers: [worker, otherWorker] }: QueueCluster,
	services: QueueServices,
): Array<() => Promise<void>> {
	return [
		async () => {
			await webhook?.kill();
			await webhook?.start();
		},
		async () => {
			await worker?.kill();
			inHand = new Set(await services.inHand());
			// To learn which events they belong to: n8n drops their data.
			await services.read();
			await worker?.start();
		},
		async () => await otherWorker?.restart(),
	];
}

/** The example as it is published, with a credential; its last step is a message to the shopper. */
async function guard(
	{ redis: { host, port } }: QueueServices,
	{ api }: TestN8n,
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

/**
 * Executions that never ran, since their process died between storing and queueing them: no answer
 * came, so that the event was sent again, and then ran.
 */
function storedInVain(fate: Fate): string[] {
	const hasRun = fate.executions.some(({ status }) => status === 'success');
	const unqueued = fate.executions.filter(({ status }) => status === 'new');
	return hasRun && retries(fate) > 0 ? unqueued.map(({ id }) => id) : [];
}

function ofGuard(isGuarded: boolean): Fate[] {
	return fates.filter(({ event }) => plan.get(event.token)?.isGuarded === isGuarded);
}

const kindOf = ({ event }: Fate) => plan.get(event.token)?.kind;
const messagesOf = ({ event }: Fate) => messages.get(event.token) ?? 0;
/** One of its executions did not run to its end. */
const isInterrupted = (fate: Fate) => fate.executions.some(({ status }) => status !== 'success');

/** What docs/reliability.md says about one of the workflows. */
function figures(all: Fate[]): Record<string, number> {
	const sum = (of: (fate: Fate) => number) => all.reduce((total, fate) => total + of(fate), 0);
	const count = (is: (fate: Fate) => boolean) => all.filter(is).length;
	const kinds = (['pair', 'again', 'elsewhere', 'once'] as const).flatMap((kind) => [
		[kind, count((fate) => kindOf(fate) === kind)],
		[`${kind}, ran twice`, count((fate) => kindOf(fate) === kind && ranTwice(fate, inVain))],
	]);
	return {
		events: all.length,
		'deliveries sent': sum(({ copies }) => copies.length),
		accepted: sum((fate) => answered(fate, 'accepted')),
		'answered as a duplicate': sum((fate) => answered(fate, 'duplicate')),
		'answered 200 by anything else': sum((fate) => answered(fate, 'swallowed')),
		retried: sum(retries),
		lost: count(isLost),
		interrupted: count(isInterrupted),
		...Object.fromEntries(kinds),
		'one message': count((fate) => messagesOf(fate) === 1),
		'no message': count((fate) => messagesOf(fate) === 0),
		'two messages or more': count((fate) => messagesOf(fate) > 1),
	};
}

describe('two webhook processes and two workers, one of each killed under load', () => {
	it('hold an execution for every delivery that was accepted', () => {
		expect(fates.filter(isLost).map(story)).toEqual([]);
		expect(strangers).toEqual([]);
	});

	it('complete every execution, but those that the killed processes had in hand', () => {
		const interrupted = executions.filter(({ status }) => status !== 'success');
		const unexplained = interrupted.filter(({ id }) => !inHand.has(id) && !inVain.has(id));
		expect(unexplained).toEqual([]);
	});

	it('answer every delivery themselves', () => {
		expect(fates.filter((fate) => answered(fate, 'swallowed') > 0).map(story)).toEqual([]);
	});

	it('take each event at least once', () => {
		expect(fates.filter((fate) => answered(fate, 'accepted') === 0).map(story)).toEqual([]);
	});
});

describe('the Redis guard', () => {
	it('never lets a second message through', () => {
		const doubled = ofGuard(true).filter((fate) => messagesOf(fate) > 1);
		expect(doubled.map(story)).toEqual([]);
	});

	it('lets one through for every event, but where the worker died between guard and message', () => {
		const silent = ofGuard(true).filter((fate) => messagesOf(fate) === 0);
		expect(silent.filter((fate) => !isInterrupted(fate)).map(story)).toEqual([]);
	});
});

describe('without a guard', () => {
	it('two processes start an event twice only if it was sent twice, or its answer was lost', () => {
		const twice = ofGuard(false).filter((fate) => ranTwice(fate, inVain));
		const unexplained = twice.filter((fate) => kindOf(fate) === 'once' && retries(fate) === 0);
		expect(unexplained.map(story)).toEqual([]);
	});
});
