import { describe, expect, it } from '@jest/globals';

import type { DeliveryOptions } from '../../scripts/delivery.mts';
import { anEcom360Body, CHECKOUT_PATHS } from '../support/checkout.mts';
import { aWorkflow, withTrigger } from '../support/n8n-draft.mts';
import { TestN8n } from '../support/n8n.mts';
import type { TestWorkflow } from '../support/n8n-workflow.mts';
import { inject } from '../support/provided.mts';

const n8n = new TestN8n(inject('n8n'));

const LEFT_OUT = 1;
const id = 'delivery-1';
const headers = { 'x-request-id': id };
const accepted = { status: 200, body: { status: 'accepted', id } };
const duplicate = { status: 200, body: { status: 'ignored', reason: 'duplicate', id } };
const rejected = (reason: string) => ({ status: 'rejected', reason });
const ignored = (reason: string, more = {}) => ({ status: 'ignored', reason, ...more, id });
const answerOf = ({ status, body }: { status: number; body: unknown }) => ({ status, body });

/** Delivers, waits until n8n has done everything that follows, and expects no execution. */
async function answerWithoutRun(workflow: TestWorkflow, sent: Partial<DeliveryOptions>) {
	const answer = answerOf(await workflow.deliver({ headers, ...sent }));
	await n8n.settle();
	expect(await workflow.executions()).toEqual([]);
	return answer;
}

/** One row for each kind of ending: what leads to each is listed in test/unit/trigger. */
describe('a delivery that starts nothing is answered', () => {
	it.each<[string, number, object, Partial<DeliveryOptions>, object]>([
		['forged', 401, rejected('signature_mismatch'), { forged: true }, {}],
		['genuine, but a list', 400, rejected('body_not_json'), { body: '[]' }, {}],
		[
			'genuine, but without a checkout',
			422,
			{ ...rejected('payload_unrecognized'), issues: CHECKOUT_PATHS },
			{ body: { event: 'ABANDONED_CHECKOUT', data: {} } },
			{},
		],
		[
			"JSON that cannot be parsed, by n8n's own answer",
			422,
			expect.objectContaining({ code: 422, message: 'Failed to parse request body' }),
			{ body: '{"event":' },
			{},
		],
		[
			'an event that is not selected',
			200,
			ignored('topic'),
			{ body: { ...anEcom360Body(), event: 'ORDER_PAID' } },
			{},
		],
		[
			'a filtered event',
			200,
			ignored('filter', { filter: 'stores' }),
			{},
			{ filters: { minimumTotal: 1, stores: 'other.example' } },
		],
	])('%s', async (_, status, body, sent, parameters) => {
		const workflow = await n8n.triggerWith(parameters);
		expect(await answerWithoutRun(workflow, sent)).toEqual({ status, body });
	});

	// Afterwards, since n8n publishes no workflow whose credential holds no usable key.
	it('500 once the credential holds no key, and once it is deleted', async () => {
		const answer = { status: 500, body: rejected('webhook_key_missing') };
		const credential = await n8n.createCredential();
		const workflow = await n8n.triggerWith({}, credential);
		await n8n.changeCredential(credential, { webhookKey: ' ' });
		expect(await answerWithoutRun(workflow, {})).toEqual(answer);
		await n8n.deleteCredential(credential);
		expect(await answerWithoutRun(workflow, {})).toEqual(answer);
		expect(n8n.log).toContain('Ecom360 credential cannot be read');
	});
});

it('of a hundred copies at once one starts an execution, and each is answered 200', async () => {
	const workflow = await n8n.triggerWith();
	const built = workflow.signed({ headers });
	const sending = Array.from({ length: 100 }, async () => await workflow.deliver({ built }));
	const answers = (await Promise.all(sending)).map(answerOf);

	const isFirst = ({ body }: { body: unknown }) => JSON.stringify(body).includes('"accepted"');
	expect(answers.filter(isFirst)).toEqual([accepted]);
	expect(answers.filter((answer) => !isFirst(answer))).toEqual(Array(99).fill(duplicate));
	await n8n.settle();
	expect(await workflow.runs(1)).toHaveLength(1);
});

it('a filtered event starts the workflow where that is chosen, and says why', async () => {
	const workflow = await n8n.triggerWith({
		filters: { minimumTotal: 5000 },
		options: { includeIgnored: true },
	});
	const { status, body } = await workflow.deliver({ body: anEcom360Body() });
	expect(status).toBe(200);
	expect(body).toMatchObject({ status: 'ignored', reason: 'filter', filter: 'minimumTotal' });
	const [run] = await workflow.runs(1);
	expect(run?.items('Ecom360 Trigger', LEFT_OUT)).toMatchObject([
		{ json: { delivery: { ignoredBecause: 'minimumTotal' } } },
	]);
	// What follows the output Event did not run.
	expect(run?.nodes).toEqual(['Ecom360 Trigger']);
});

it('refused deliveries start one report, and get their 401', async () => {
	const workflow = await n8n.triggerWith({ options: { reportRefused: true } });
	const forged = Array.from({ length: 20 }, () => workflow.deliver({ forged: true }));
	for (const { status } of await Promise.all(forged)) expect(status).toBe(401);
	await n8n.settle();
	expect(await workflow.executions()).toHaveLength(1);
	const [run] = await workflow.runs(1);
	expect(run?.items('Ecom360 Trigger', LEFT_OUT)).toMatchObject([
		{ json: { event: 'deliveriesRefused', refused: { count: 1, message: expect.any(String) } } },
	]);
	expect(run?.nodes).toEqual(['Ecom360 Trigger']);
});

// What is said about it, and where, is n8n's choice: 2.41 publishes after answering the editor.
it('publishing refuses what cannot work: nothing answers at its URL', async () => {
	const draft = aWorkflow({ filters: { countries: 'Wakanda' } });
	const { workflow, webhookId } = withTrigger(draft, n8n.credential);
	const { id } = await n8n.api.createWorkflow(workflow);
	await n8n.api.activate(id).catch(() => undefined);
	// Published later, and already there.
	await n8n.triggerWith();
	const { status } = await fetch(n8n.api.webhookUrl(webhookId), { method: 'POST' });
	expect(status).toBe(404);
});
