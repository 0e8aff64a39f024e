import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { LocalServer } from '../support/local-server.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import tearDown from '../support/teardown.mts';
import { accountOf, isLost, printFigures, ranTwice, story } from './account.mts';
import { startCluster, type QueueCluster } from './cluster.mts';
import { anEvent, type Event } from './event.mts';
import { startProxy, type ChosenBy, type ProxyKind } from './proxies.mts';
import type { QueueServices } from './queue-services.mts';
import { Sender } from './sender.mts';

const EVENTS = 40;
const START_TIMEOUT_MS = 15 * 60_000;

let services: QueueServices;
let cluster: QueueCluster;
let workflow: TestWorkflow;

// Without a worker: what counts is what n8n stores, which it does before it answers.
beforeAll(async () => {
	({ services, cluster } = await startCluster({ webhooks: 2, workers: 0 }));
	workflow = await cluster.n8n.triggerWith();
	await cluster.urlsOf(workflow);
}, START_TIMEOUT_MS);
afterAll(tearDown);

function senderTo({ port }: LocalServer): Sender {
	const { pathname } = new URL(workflow.productionUrl);
	return new Sender([`http://127.0.0.1:${port}${pathname}`]);
}

function someEvents(): Event[] {
	return Array.from({ length: EVENTS }, () => anEvent(cluster.n8n.credential.key));
}

/** The same delivery under another request id, which is not signed. */
function underNewId(event: Event): Event {
	const { body, headers } = event.delivery;
	return { ...event, delivery: { body, headers: { ...headers, 'x-request-id': randomUUID() } } };
}

async function sendAll(sender: Sender, events: Event[]): Promise<void> {
	await Promise.all(events.map(async (event) => await sender.send(sender.copy(event))));
}

/** Which of a sender's events ran twice; none may be lost. */
async function doubledBy({ copies }: Sender, title: string): Promise<string[]> {
	const { fates } = accountOf(copies, await services.read());
	const doubled = fates.filter((fate) => ranTwice(fate));
	printFigures({ [title]: { events: fates.length, 'ran twice': doubled.length } });
	expect(fates.filter(isLost).map(story)).toEqual([]);
	return doubled.map(story);
}

describe.each<[ProxyKind, ChosenBy]>([
	['nginx', 'body'],
	['nginx', 'id'],
	['haproxy', 'body'],
	['haproxy', 'id'],
])('%s that goes by the %s, in front of two webhook processes', (kind, by) => {
	let proxy: LocalServer;
	beforeAll(async () => {
		proxy = await startProxy(
			kind,
			by,
			cluster.webhooks.map(({ url }) => new URL(url).host),
		);
	});
	afterAll(async () => await proxy.stop());

	it('makes copies of one event at the same moment run once', async () => {
		const sender = senderTo(proxy);
		const events = someEvents();
		await sendAll(sender, [...events, ...events]);
		expect(await doubledBy(sender, `${kind}, ${by}: at the same moment`)).toEqual([]);
	});

	// By the id this also shows that both processes get their share.
	const verb = by === 'body' ? 'makes them run once, too,' : 'lets some of them run twice';
	it(`${verb} where each copy has an id of its own`, async () => {
		const sender = senderTo(proxy);
		const events = someEvents();
		await sendAll(sender, [...events, ...events.map(underNewId)]);
		const doubled = await doubledBy(sender, `${kind}, ${by}: under new ids`);
		if (by === 'body') expect(doubled).toEqual([]);
		else expect(doubled).not.toEqual([]);
	});

	if (by === 'id') return;
	it('lets only the events of a process that is restarted run again', async () => {
		const sender = senderTo(proxy);
		const events = someEvents();
		await sendAll(sender, events);
		await cluster.webhooks[0]?.restart();
		await cluster.urlsOf(workflow);
		await sendAll(sender, events);
		const doubled = await doubledBy(sender, `${kind}, ${by}: again after a restart`);
		expect(doubled).not.toEqual([]);
		expect(doubled.length).toBeLessThan(EVENTS);
	});
});
