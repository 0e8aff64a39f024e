import { afterEach, describe, expect, it } from '@jest/globals';
import { type IDataObject, NodeHelpers } from 'n8n-workflow';

import { anEcom360Body } from '../support/checkout.mts';
import { ID, signed, type Sent } from '../support/receiving.mts';
import { stopTriggers, TestTrigger } from './webhook.mts';

afterEach(stopTriggers);

const OUTPUTS = ['event', 'leftOut'];

/** The items that the last delivery started the workflow with, by output. */
function started(trigger: TestTrigger): Record<string, IDataObject[]> {
	const outputs = trigger.lastRun.returned?.workflowData ?? [];
	return Object.fromEntries(
		outputs.map((items, index) => [OUTPUTS[index], items.map(({ json }) => json)]),
	);
}

it.each<[IDataObject, Array<string | undefined>]>([
	[{}, [undefined]],
	[{ options: { includeIgnored: false, reportRefused: false } }, [undefined]],
	[{ options: { includeIgnored: true } }, ['Event', 'Left Out']],
	[{ options: { reportRefused: true } }, ['Event', 'Left Out']],
	[{ options: { reportRefused: '={{ $json.hasNoValue.yet }}' } }, ['Event', 'Left Out']],
])('the output Left Out shows only while something leaves by it: %j', async (parameters, names) => {
	const { workflow } = await TestTrigger.start({ parameters });
	const [node] = Object.values(workflow.nodes);
	if (node === undefined) throw new Error('The workflow has no trigger.');
	const { description } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const outputs = NodeHelpers.getNodeOutputs(workflow, node, description);
	const type = 'main';
	expect(outputs).toEqual(
		names.map((displayName) => (displayName ? { type, displayName } : { type })),
	);
});

it('Always Output Data, which puts an empty item out by Event, lets nothing start', async () => {
	const options = { includeIgnored: true, reportRefused: true };
	const trigger = await TestTrigger.start({ parameters: { events: [], options } });
	for (const node of Object.values(trigger.workflow.nodes)) node.alwaysOutputData = true;
	expect(await trigger.send(signed())).toMatchObject({ body: { reason: 'topic' } });
	expect(await trigger.send(signed({ forged: true }))).toMatchObject({ status: 401 });
	expect(trigger.executions).toBe(0);
	expect(trigger.logs).toContainEqual(
		expect.objectContaining({ level: 'warn', message: expect.stringContaining('Left Out') }),
	);
});

describe('with Include Ignored Events', () => {
	const includeIgnored = true;

	const filters = { minimumTotal: 5000 };
	it.each<[string, IDataObject, object]>([
		['topic', { events: [] }, { reason: 'topic' }],
		['minimumTotal', { filters }, { reason: 'filter', filter: 'minimumTotal' }],
	])(
		'an ignored event starts the workflow, and its item says why: %s',
		async (why, set, answer) => {
			const trigger = await TestTrigger.start({
				parameters: { ...set, options: { includeIgnored } },
			});
			const { status, body } = await trigger.send(signed());
			expect({ status, body }).toEqual({
				status: 200,
				body: { status: 'ignored', ...answer, id: ID },
			});
			const item = { event: 'abandonedCheckout', delivery: { id: ID, ignoredBecause: why } };
			expect(started(trigger)).toMatchObject({ event: [], leftOut: [item] });
		},
	);

	it('a duplicate starts it, and an accepted event says that nothing ignores it', async () => {
		const trigger = await TestTrigger.start({ parameters: { options: { includeIgnored } } });
		await trigger.send(signed());
		expect(started(trigger)).toMatchObject({ event: [{ delivery: { ignoredBecause: null } }] });
		expect(await trigger.send(signed())).toMatchObject({ body: { reason: 'duplicate' } });
		const leftOut = [{ delivery: { ignoredBecause: 'duplicate' } }];
		expect(started(trigger)).toMatchObject({ event: [], leftOut });
	});

	it('an ignored event is not remembered', async () => {
		const [workflowId, nodeId] = ['w-ignored', 'n'];
		const parameters = { events: [], options: { includeIgnored } };
		const ignoring = await TestTrigger.start({ workflowId, nodeId, parameters });
		await ignoring.send(signed());
		const trigger = await TestTrigger.start({ workflowId, nodeId });
		expect(await trigger.send(signed())).toMatchObject({ body: { status: 'accepted' } });
	});

	it.each<[string, Sent]>([
		['an event that holds no checkout', { body: { event: 'OTHER', data: {} } }],
		['a forged one', { forged: true }],
	])('%s starts nothing', async (_, sent) => {
		const parameters = { events: ['*'], options: { includeIgnored } };
		const trigger = await TestTrigger.start({ parameters });
		await trigger.send(signed(sent));
		expect(trigger.executions).toBe(0);
	});
});

describe('with Report Refused Deliveries', () => {
	const parameters = { options: { reportRefused: true } };

	it('two hundred refused at once start one report, and all get their 401', async () => {
		const trigger = await TestTrigger.start({ parameters });
		const forged = Array.from({ length: 200 }, () => trigger.send(signed({ forged: true })));
		for (const { status, body } of await Promise.all(forged)) {
			expect(status).toBe(401);
			expect(body).toEqual({ status: 'rejected', reason: 'signature_mismatch' });
		}
		expect(trigger.executions).toBe(1);
	});

	it('the report says what a test run would, and how many', async () => {
		const trigger = await TestTrigger.start({ parameters });
		const topic = '<a href="https://evil.example">win</a>';
		await trigger.send(signed({ forged: true, headers: { 'x-webhook-topic': topic } }));
		const time = expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
		const report = {
			event: 'deliveriesRefused',
			refused: {
				...{ count: 1, since: time, until: time, reasons: { signature_mismatch: 1 } },
				message: 'The signature does not match the webhook key in your credential',
				description: expect.stringContaining('Copy the webhook key from the Ecom dashboard'),
			},
		};
		expect(started(trigger)).toEqual({ event: [], leftOut: [report] });
		expect(JSON.stringify(started(trigger))).not.toMatch(/<a|Asha/);
	});

	it.each([
		'https://evil.example/x',
		'evil.example',
		'a@evil.example',
		'+91 60003 76569',
		'tel:112',
	])('a mail program makes no link of what a stranger wrote: %s', async (word) => {
		const trigger = await TestTrigger.start({ parameters });
		const headers = { 'x-webhook-topic': word, 'x-webhook-version': word };
		await trigger.send(signed({ forged: true, headers }));
		const { leftOut } = started(trigger);
		expect(JSON.stringify(leftOut)).toContain('signature_mismatch');
		expect(JSON.stringify(leftOut)).not.toMatch(/evil|60003|tel:/);
	});

	it('what is accepted or ignored is no part of it', async () => {
		const trigger = await TestTrigger.start({ parameters });
		expect(await trigger.send(signed())).toMatchObject({ body: { status: 'accepted' } });
		const body = { ...anEcom360Body(), event: 'OTHER' };
		expect(await trigger.send(signed({ body }))).toMatchObject({ body: { status: 'ignored' } });
		expect(trigger.executions).toBe(1);
	});

	it('nothing is reported without the option', async () => {
		const trigger = await TestTrigger.start();
		await trigger.send(signed({ forged: true }));
		expect(trigger.executions).toBe(0);
	});
});
