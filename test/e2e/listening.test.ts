import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { DeliveryOptions } from '../../scripts/delivery.mts';
import { anEcom360Body } from '../support/checkout.mts';
import { inject } from '../support/provided.mts';
import { openEditor, type Editor } from './editor.mts';
import { TestN8n } from '../support/n8n.mts';
import { secretsIn } from './secrets.mts';

const n8n = new TestN8n(inject('n8n'));

let editor: Editor;
beforeEach(async () => {
	editor = await openEditor(n8n);
});
afterEach(() => editor.close());

interface Case {
	parameters?: object;
	sent: Partial<DeliveryOptions>;
}

/** Listens in an editor and sends one delivery; returns what the sender and the canvas are told. */
async function listenFor({ parameters, sent }: Case) {
	const workflow = await n8n.triggerWith(parameters);
	const delivery = workflow.signed(sent);
	await editor.api.listen(workflow.id, workflow.triggerName);
	const { status, body } = await workflow.deliverTest({ built: delivery });
	const pushed = await editor.waitForEnd();
	const [run] = await workflow.runs(1);
	return { workflow, delivery, answer: { status, body }, pushed, run };
}

describe('while the editor listens', () => {
	it('an accepted delivery shows its item on the canvas', async () => {
		const { answer, pushed, run } = await listenFor({
			sent: { headers: { 'x-request-id': 'delivery-1' } },
		});
		expect(answer).toEqual({ status: 200, body: { status: 'accepted', id: 'delivery-1' } });
		expect(run?.error).toBeUndefined();
		const shown = pushed.filter(({ type }) => type === 'nodeExecuteAfterData');
		expect(shown).toMatchObject([
			{
				data: {
					nodeName: 'Ecom360 Trigger',
					data: { data: { main: [[{ json: { cart: { id: 'cart_123456' } } }]] } },
				},
			},
			{ data: { nodeName: 'Next' } },
		]);
		expect(pushed.at(-1)).toMatchObject({ data: { status: 'success' } });
	});

	it.each<[string, number, string, Case]>([
		[
			'signature_mismatch',
			401,
			'The signature does not match the webhook key in your credential',
			{ sent: { forged: true } },
		],
		[
			'filter',
			200,
			"The event is genuine, but your filter 'Minimum Total' leaves it out",
			{ parameters: { filters: { minimumTotal: 5000 } }, sent: { body: anEcom360Body() } },
		],
	])('a delivery that starts nothing is explained: %s', async (reason, status, message, given) => {
		const { workflow, delivery, answer, pushed, run } = await listenFor(given);
		expect(answer).toMatchObject({
			status,
			body: { status: status === 200 ? 'ignored' : 'rejected', reason },
		});

		expect(run?.summary).toMatchObject({ mode: 'manual', status: 'error' });
		const description = expect.stringContaining(
			status === 200 ? 'starts no execution' : `<li>Reason: ${reason}</li>`,
		);
		const error = { message, description, node: { name: 'Ecom360 Trigger' } };
		expect(run?.error).toMatchObject(error);
		expect(run?.nodes).toEqual(['Ecom360 Trigger']);

		expect(pushed.find(({ type }) => type === 'nodeExecuteAfter')).toMatchObject({
			data: { nodeName: 'Ecom360 Trigger', data: { executionStatus: 'error', error } },
		});
		expect(pushed.at(-1)).toMatchObject({ data: { status: 'error' } });

		const told = JSON.stringify([answer, pushed, await n8n.storedText(run?.summary.id)]);
		expect(told).toContain(message);
		const { key } = n8n.credential;
		expect(secretsIn(told, key, [delivery])).toEqual([]);
		expect(secretsIn(n8n.log, key, [delivery])).toEqual([]);
		expect(await workflow.executions()).toHaveLength(1);
	});
});
