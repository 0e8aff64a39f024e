import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';

import type { Execution } from '../../scripts/n8n/executions.mts';
import { TestN8n } from '../support/n8n.mts';
import { inject } from '../support/provided.mts';

const n8n = new TestN8n(inject('n8n'));

const aNode = (name: string, type: string, x: number, more: object = {}) => ({
	...{ id: randomUUID(), name, type, typeVersion: 1, position: [x, 0], parameters: {} },
	...more,
});

/** Runs a workflow of a manual trigger and our action node, as the editor's button does. */
async function send(parameters: object): Promise<Execution> {
	const { id, name } = n8n.credential;
	const workflow = await n8n.api.createWorkflow({
		name: `Action ${randomUUID()}`,
		nodes: [
			aNode('Start', 'n8n-nodes-base.manualTrigger', 0),
			aNode('Ecom360', 'n8n-nodes-ecom360.ecom360', 260, {
				credentials: { ecom360Api: { id, name } },
				parameters: { operation: 'sendTest', ...parameters },
			}),
		],
		connections: { Start: { main: [[{ node: 'Ecom360', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	return await n8n.api.run(workflow.id, 'Start');
}

it.each([
	// What the panel has before anybody fills it in.
	['ecom360', {}, '919999999999'],
	['occ', { format: 'occ', shopperPhone: '+91 60003 76569' }, '916000376569'],
])('sends a test event that the trigger accepts: %s', async (vendor, parameters, to) => {
	const receiver = await n8n.triggerWith();
	const run = await send({ url: receiver.productionUrl, ...parameters });
	expect(run.summary.status).toBe('success');
	expect(run.items('Ecom360')).toMatchObject([
		{ json: { status: 200, body: { status: 'accepted' }, sent: { vendor } } },
	]);
	const [item] = await receiver.items();
	expect(item?.json).toMatchObject({
		event: 'abandonedCheckout',
		customer: { fullName: 'Priya Sharma' },
		whatsapp: { reachable: true, to },
		delivery: { warnings: [] },
	});
});

it('fails with the status when the receiver has another key', async () => {
	const receiver = await n8n.triggerWith({}, await n8n.createCredential());
	const run = await send({ url: receiver.productionUrl });
	expect(run.summary.status).toBe('error');
	expect(run.error).toMatchObject({
		message: 'Refused: the trigger checked the signature with another webhook key',
		description: expect.stringContaining("'Credential'"),
		node: { name: 'Ecom360' },
	});
	await n8n.settle();
	expect(await receiver.executions()).toEqual([]);
	// n8n itself logs a failed node's parameters at this level, so none of them is looked for.
	const secrets = [n8n.credential.key, 'Church Street'];
	expect(secrets.filter((secret) => n8n.log.includes(secret))).toEqual([]);
});

it("checks a connection, and knows n8n's own answers where there is no trigger", async () => {
	const receiver = await n8n.triggerWith();
	const check = async (url: string) =>
		(await send({ operation: 'check', url })).items('Ecom360')[0]?.json;
	expect(await check(receiver.productionUrl)).toMatchObject({
		ok: true,
		result: 'The address and the key are right: the trigger is ready for events.',
	});
	expect(await check(`${n8n.url}/webhook/${randomUUID()}/webhook`)).toMatchObject({
		ok: false,
		result: expect.stringMatching(/^No published workflow has this URL/),
	});
	expect(await check(`${n8n.url}/webhook-test/${randomUUID()}/webhook`)).toMatchObject({
		ok: false,
		result: expect.stringMatching(/^The trigger is not listening/),
	});
	await n8n.settle();
	expect(await receiver.executions()).toEqual([]);
});

it.each(['check', 'sendFromItem', 'sendTest'])(
	'tells the editor what it puts out before it has run: %s',
	async (operation) => {
		const path = `/schemas/n8n-nodes-ecom360.ecom360/1.0.0/event/${operation}.json`;
		const answer = await fetch(n8n.url + path);
		expect(answer.status).toBe(200);
		expect(await answer.json()).toMatchObject({
			type: 'object',
			properties: { result: { type: 'string' }, status: { type: 'integer' } },
		});
	},
);
