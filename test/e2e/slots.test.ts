import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sleep } from 'n8n-workflow';

import type { SignedDelivery } from '../../scripts/delivery.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import type { RunningN8n } from '../../scripts/n8n/running.mts';
import { postDelivery } from '../../scripts/post.mts';
import { BUSY_SHOP } from '../support/busy-shop.mts';
import { anEcom360Body } from '../support/checkout.mts';
import { aWorkflow } from '../support/n8n-draft.mts';
import { setUpN8n, TestN8n } from '../support/n8n.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { inject } from '../support/provided.mts';

/*
 * n8n 2 stores an execution, waits for a free slot, and answers only then. A workflow of 20 s with a
 * sender that gives up after 2 s and repeats after 1, 5 and 15 s, six times as fast: the slot is
 * taken for longer than the sender waits, again and again, which is all that matters here.
 */
const HOLD_SECONDS = 3;
const PATIENCE_MS = 1_500;
const REPEATS_AFTER_MS = [200, 800, 2_500];

const ENV = { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1', ...BUSY_SHOP };

let host: RunningN8n;
let n8n: TestN8n;

beforeAll(async () => {
	host = await startN8n({ tarball: inject('tarball'), env: ENV });
	n8n = await setUpN8n(host);
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

const events = (workflow: TestWorkflow, count: number) =>
	Array.from({ length: count }, (_, index) => {
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

// n8n 1.x answers first, and makes nobody wait.
it('twenty events at once run once each, though their sender gives up and repeats while they queue', async () => {
	const workflow = await slowWorkflow();
	const sent = events(workflow, 20);
	await Promise.all(sent.map(({ built }) => sendUntilTaken(workflow.productionUrl, built)));
	const ids = sent.map(({ id }) => id).sort();
	expect(await stored(workflow, ids)).toEqual(ids);
});
