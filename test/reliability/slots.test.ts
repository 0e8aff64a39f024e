import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { poll } from '../../scripts/n8n/poll.mts';
import { postDelivery } from '../../scripts/post.mts';
import { BUSY_SHOP } from '../support/busy-shop.mts';
import { KillableN8n } from '../support/killable.mts';
import { aWorkflow } from '../support/n8n-draft.mts';
import type { TestN8n } from '../support/n8n.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { inject } from '../support/provided.mts';
import tearDown, { atEnd } from '../support/teardown.mts';
import { accountOf } from './account.mts';
import { anEvent } from './event.mts';
import { settled } from './executions.mts';
import { Sender } from './sender.mts';
import { SqliteDatabase } from './sqlite.mts';

/*
 * n8n 2 stores an execution, waits for a free slot, and answers only then. A workflow of 20 s with a
 * sender that gives up after 10 s, ten times as fast: the slot is taken for longer than the sender
 * waits, again and again, which is all that matters here.
 */
const HOLD_SECONDS = 2;
const PATIENCE_MS = 1_000;
const EVENTS = 20;
const TIMEOUT_MS = 120_000;

let host: KillableN8n;
let n8n: TestN8n;
let database: SqliteDatabase;

beforeAll(async () => {
	const env = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1', ...BUSY_SHOP };
	host = await KillableN8n.create({ tarball: inject('tarball'), env });
	atEnd(async () => await host.stop());
	await host.start();
	n8n = await host.setUp();
	database = await SqliteDatabase.open(host.userFolder);
	atEnd(async () => await database.close());
});
afterAll(tearDown);

/** A workflow that holds the only slot for a while. */
async function slowWorkflow(): Promise<TestWorkflow> {
	const draft = aWorkflow({});
	const wait = {
		...{ type: 'n8n-nodes-base.wait', typeVersion: 1.1 },
		parameters: { amount: HOLD_SECONDS, unit: 'seconds' },
	};
	const nodes = draft.nodes.map((node) => (node.name === 'Next' ? { ...node, ...wait } : node));
	return await n8n.activate({ ...draft, nodes });
}

/** A sender of little patience, and the copies that it is to send. */
async function newSender(): Promise<Sender> {
	const { productionUrl } = await slowWorkflow();
	const sender = new Sender([productionUrl], PATIENCE_MS);
	for (let number = 0; number < EVENTS; number++) sender.copy(anEvent(n8n.credential.key));
	return sender;
}

/** The statuses of what n8n has stored for each event. */
async function statuses({ copies }: Sender): Promise<string[][]> {
	const { fates } = accountOf(copies, await database.read());
	return fates.map(({ executions }) => executions.map(({ status }) => status));
}

it('twenty events at once run once each, though their sender gives up and repeats while they queue', async () => {
	const sender = await newSender();
	await Promise.all(sender.copies.map(async (copy) => await sender.send(copy)));
	expect(sender.copies.some(({ tries }) => tries.length > 1)).toBe(true);
	await settled(database, { stuckChecks: Infinity });
	expect(await statuses(sender)).toEqual(sender.copies.map(() => ['success']));
});

it('what queued when n8n was killed runs once after its start, though nobody sends it again', async () => {
	const sender = await newSender();
	const [url = ''] = sender.urls;
	const answers = sender.copies.map(
		async ({ event }) => await postDelivery(url, event.delivery).catch(() => 'no answer'),
	);
	const before = await poll(
		() => `${EVENTS} stored executions`,
		TIMEOUT_MS,
		async () => {
			const all = await statuses(sender);
			return all.every(([status]) => status !== undefined) ? all : undefined;
		},
	);
	expect(before.flat()).toContain('new');
	await host.kill();
	expect(await Promise.all(answers)).toContain('no answer');
	await host.start();
	await settled(database, { stuckChecks: Infinity });
	const after = await statuses(sender);
	expect(after).toEqual(
		before.map(([status]) => [status === 'new' ? 'success' : expect.any(String)]),
	);
});
