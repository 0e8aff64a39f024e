import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sleep } from 'n8n-workflow';

import type { SignedDelivery } from '../../scripts/delivery.mts';
import { isFinished } from '../../scripts/n8n/executions.mts';
import { poll } from '../../scripts/n8n/poll.mts';
import { postDelivery } from '../../scripts/post.mts';
import { BUSY_SHOP } from '../support/busy-shop.mts';
import { anEcom360Body } from '../support/checkout.mts';
import { aWorkflow } from '../support/n8n-draft.mts';
import type { TestN8n } from '../support/n8n.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { inject } from '../support/provided.mts';
import { KillableN8n } from './killable.mts';

/*
 * n8n 2 stores an execution, waits for a free slot, and answers only then. A workflow of 20 s with a
 * sender that gives up after 2 s and repeats after 1, 5 and 15 s, ten times as fast: the slot is
 * taken for longer than the sender waits, again and again, which is all that matters here.
 */
const HOLD_SECONDS = 2;
const PATIENCE_MS = 1_000;
const REPEATS_AFTER_MS = [100, 500, 1_500];
const EVENTS = 20;
const TIMEOUT_MS = 120_000;

let host: KillableN8n;
let n8n: TestN8n;

beforeAll(async () => {
	const env = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1', ...BUSY_SHOP };
	host = await KillableN8n.create('start', inject('tarball'), env);
	await host.start();
	n8n = await host.setUp();
});
afterAll(async () => await host?.stop());

/** A workflow that holds the only slot for a while. */
async function slowWorkflow(): Promise<TestWorkflow> {
	const draft = aWorkflow({});
	const nodes = draft.nodes.map((node) =>
		node.name === 'Next'
			? {
					...node,
					type: 'n8n-nodes-base.wait',
					typeVersion: 1.1,
					parameters: { amount: HOLD_SECONDS, unit: 'seconds' },
				}
			: node,
	);
	return await n8n.activate({ ...draft, nodes });
}

const someEvents = (workflow: TestWorkflow) =>
	Array.from({ length: EVENTS }, (_, index) => {
		const id = `slot_${index}_`;
		return { id, built: workflow.signed({ body: anEcom360Body({ cart_id: id, cart_token: id }) }) };
	});

/** Sends an event until it is answered 200, as a sender with little patience does. */
async function sendUntilTaken(url: string, delivery: SignedDelivery): Promise<void> {
	for (let attempt = 0; ; attempt += 1) {
		const answer = await postDelivery(url, delivery, { timeoutMs: PATIENCE_MS }).catch(() => null);
		if (answer?.status === 200) return;
		await sleep(REPEATS_AFTER_MS[attempt] ?? REPEATS_AFTER_MS.at(-1) ?? 0);
	}
}

/** The events, by their ids, of which n8n has stored executions; as often as it has. */
async function stored(workflow: TestWorkflow, ids: string[]): Promise<string[]> {
	const texts = [];
	for (const { id } of await workflow.executions()) texts.push(await n8n.storedText(id));
	return texts.flatMap((text) => ids.filter((id) => text.includes(id))).sort();
}

const idsOf = (sent: ReturnType<typeof someEvents>) => sent.map(({ id }) => id).sort();

it('twenty events at once run once each, though their sender gives up and repeats while they queue', async () => {
	const workflow = await slowWorkflow();
	const sent = someEvents(workflow);
	await Promise.all(sent.map(({ built }) => sendUntilTaken(workflow.productionUrl, built)));
	expect(await stored(workflow, idsOf(sent))).toEqual(idsOf(sent));
});

it('what queued when n8n was killed runs once after its start, though nobody sends it again', async () => {
	const workflow = await slowWorkflow();
	const sent = someEvents(workflow);
	const senders = sent.map(
		async ({ built }) => await postDelivery(workflow.productionUrl, built).catch(() => 'no answer'),
	);
	const stillQueued = await poll(
		() => `${EVENTS} stored executions, some of them queued`,
		TIMEOUT_MS,
		async () => {
			const executions = await workflow.executions();
			if (executions.length < EVENTS) return undefined;
			return executions.filter(({ status }) => status === 'new').map(({ id }) => id);
		},
	);
	expect(stillQueued).not.toEqual([]);
	await host.kill();
	expect(await Promise.all(senders)).toContain('no answer');
	await host.start();
	const executions = await poll(
		() => 'the end of every execution',
		TIMEOUT_MS,
		async () => {
			const all = await workflow.executions();
			return all.every(isFinished) ? all : undefined;
		},
	);
	const succeeded = executions.filter(({ status }) => status === 'success').map(({ id }) => id);
	expect(succeeded).toEqual(expect.arrayContaining(stillQueued));
	expect(await stored(workflow, idsOf(sent))).toEqual(idsOf(sent));
});
