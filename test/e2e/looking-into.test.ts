import { expect, it } from '@jest/globals';

import { anEcom360Body } from '../support/checkout.mts';
import { aWorkflow, withTrigger } from '../support/n8n-draft.mts';
import { TestN8n } from '../support/n8n.mts';
import { inject } from '../support/provided.mts';

const n8n = new TestN8n(inject('n8n'));
const LEFT_OUT = 1;

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
