import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';

import type { Execution } from '../../scripts/n8n/executions.mts';
import { TestN8n, type TestCredential } from '../support/n8n.mts';
import { inject } from '../support/provided.mts';

const n8n = new TestN8n(inject('n8n'));
const PHONE = '+91 60003 76569';

const aNode = (name: string, type: string, x: number, more: object) => ({
	...{ id: randomUUID(), name, type, typeVersion: 1, position: [x, 0] },
	...{ parameters: {}, ...more },
});

/** Runs a workflow of a manual trigger and our action node, as the editor's button does. */
async function send(
	parameters: object,
	{ id, name }: TestCredential = n8n.credential,
	more: object = {},
): Promise<Execution> {
	const workflow = await n8n.api.createWorkflow({
		name: `Action ${randomUUID()}`,
		nodes: [
			aNode('Start', 'n8n-nodes-base.manualTrigger', 0, {}),
			aNode('Ecom360', 'n8n-nodes-ecom360.ecom360', 260, {
				credentials: { ecom360Api: { id, name } },
				parameters: { operation: 'sendTest', ...parameters },
				...more,
			}),
		],
		connections: { Start: { main: [[{ node: 'Ecom360', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	});
	return await n8n.api.run(workflow.id, 'Start');
}

it.each(['ecom360', 'occ'])('sends a test event that the trigger accepts: %s', async (format) => {
	const receiver = await n8n.triggerWith();
	const run = await send({ url: receiver.productionUrl, format, shopperPhone: PHONE });
	expect(run.summary.status).toBe('success');
	expect(run.items('Ecom360')).toMatchObject([
		{ json: { status: 200, body: { status: 'accepted' }, sent: { vendor: format } } },
	]);
	const [item] = await receiver.items();
	expect(item?.json).toMatchObject({
		event: 'abandonedCheckout',
		customer: { fullName: 'Priya Sharma', phone: '+916000376569' },
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
});

it('goes on after a failure where it is told to', async () => {
	const url = `${n8n.url}/webhook/${randomUUID()}/webhook`;
	const run = await send({ url }, n8n.credential, { onError: 'continueRegularOutput' });
	expect(run.summary.status).toBe('success');
	expect(run.items('Ecom360')).toMatchObject([
		{ json: { error: 'No published workflow has this URL' } },
	]);
});

it('reaches somebody with what the panel has before anybody fills it in', async () => {
	const receiver = await n8n.triggerWith();
	await send({ url: receiver.productionUrl });
	const [item] = await receiver.items();
	expect(item?.json).toMatchObject({
		whatsapp: { reachable: true, to: '919999999999', couponCode: 'WELCOME10' },
	});
});

it('checks a connection: address and key, and what is wrong with either', async () => {
	const receiver = await n8n.triggerWith();
	const check = async (url: string, credential?: TestCredential) => {
		const run = await send({ operation: 'check', url }, credential);
		expect(run.summary.status).toBe('success');
		return run.items('Ecom360')[0]?.json;
	};
	expect(await check(receiver.productionUrl)).toMatchObject({
		ok: true,
		status: 200,
		result: 'The address and the key are right: the trigger is ready for events.',
	});
	expect(await check(receiver.productionUrl, await n8n.createCredential())).toMatchObject({
		ok: false,
		status: 401,
		result: 'Refused: the trigger checked the signature with another webhook key.',
	});
	expect(await check(`${n8n.url}/webhook-test/${randomUUID()}/webhook`)).toMatchObject({
		ok: false,
		status: 404,
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

// n8n itself logs a failed node's parameters at this level, so none of them is looked for.
it('writes neither key nor body into the log', async () => {
	const receiver = await n8n.triggerWith({}, await n8n.createCredential());
	await send({ url: receiver.productionUrl });
	await send({ url: 'http://127.0.0.1:1/' });
	const leaked = [n8n.credential.key, 'Church Street'].filter((secret) => n8n.log.includes(secret));
	expect(leaked).toEqual([]);
});
