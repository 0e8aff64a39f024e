import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { INodeExecutionData, INodeType } from 'n8n-workflow';

import { signedDelivery, type SignedDelivery } from './delivery.mts';
import { EmbeddedTrigger } from './embedded/trigger.mts';

const TRIGGER = 'n8n-nodes-ecom360.ecom360Trigger';
const KEY = 'sample-webhook-key';
const RECEIVED_AT = '2026-01-31T10:00:00.000Z';
const ID = '3f0c1d1e-8a52-4f0e-9c55-1f6f1f3f6a10';

/** The numbers in the samples, and one that nobody can have: what is pinned must message nobody. */
const DIALABLE = /\+91 99999 99999|9908734801|\+919876543210/g;
const REACHES_NOBODY = '+91 00000 00000';

/** An event's name in the trigger → its sample. */
const SAMPLES: Record<string, { file: string; vendor: 'ecom360' | 'payments'; id: string }> = {
	abandonedCheckout: { file: 'sample-checkout', vendor: 'ecom360', id: 'x-request-id' },
	paymentSuccess: { file: 'cashfree-payment-success', vendor: 'payments', id: 'x-idempotency-key' },
	paymentUserDropped: {
		file: 'cashfree-payment-user-dropped',
		vendor: 'payments',
		id: 'x-idempotency-key',
	},
};

type Pinned = Pick<INodeExecutionData, 'json' | 'binary'>;
type Pins = Record<string, Pinned[]>;

/** The parts of a workflow's file that are read here. */
export interface PinnedWorkflow {
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown> }>;
	pinData: Record<string, Array<{ json: Record<string, unknown>; binary?: unknown }>>;
}

/**
 * What an example pins on each of its Ecom360 Triggers: the items that the built trigger, with that
 * node's parameters, makes from the sample of each event that is pinned there now.
 */
export async function examplePins(nodeType: INodeType, example: PinnedWorkflow): Promise<Pins> {
	const triggers = example.nodes.filter(({ type }) => type === TRIGGER);
	const pins: Pins = {};
	for (const { name, parameters } of triggers) {
		const chosen = (parameters['events'] as string[] | undefined) ?? [];
		const event = chosen.find((known) => known in SAMPLES) ?? 'abandonedCheckout';
		const pinned = example.pinData[name]?.map(({ json }) => String(json['event'])) ?? [event];
		const items = await Promise.all(
			pinned.map(async (sample) => await itemsOf(nodeType, parameters, sample)),
		);
		// Nobody has a sample of other events: what is pinned stays.
		if (items.every((made) => made !== undefined)) pins[name] = items.flat();
	}
	return pins;
}

/** What *set mock data* of a trigger's panel takes: the item of the sample checkout. */
export async function sampleCartItems(nodeType: INodeType): Promise<object[]> {
	const items = await itemsOf(nodeType, {}, 'abandonedCheckout');
	return items?.map(({ json }) => json) ?? [];
}

async function itemsOf(
	nodeType: INodeType,
	parameters: object,
	event: string,
): Promise<Pinned[] | undefined> {
	const delivery = sampleDelivery(event);
	if (!delivery) return undefined;
	// A separate node, which remembers no other delivery.
	// Without filters, which may refuse a sample that reaches nobody.
	const unfiltered = { ...parameters, filters: {} };
	const options = { parameters: unfiltered, credential: { webhookKey: KEY }, nodeId: randomUUID() };
	const trigger = new EmbeddedTrigger(nodeType, options);
	await trigger.listen();
	try {
		const { body } = await trigger.send(delivery);
		const [items] = trigger.runs.at(-1)?.returned?.workflowData ?? [];
		if (!items) throw new Error(`The sample starts nothing: ${JSON.stringify(body)}`);
		return items.map(({ json, binary }) => ({ json: onThatDay(json), ...(binary && { binary }) }));
	} finally {
		trigger.stop();
	}
}

function sampleDelivery(event: string): SignedDelivery | undefined {
	const sample = SAMPLES[event];
	if (!sample) return undefined;
	const file = new URL(`../test/fixtures/${sample.file}.json`, import.meta.url);
	return signedDelivery({
		vendor: sample.vendor,
		body: JSON.parse(readFileSync(file, 'utf8').replace(DIALABLE, REACHES_NOBODY)) as object,
		key: KEY,
		headers: { [sample.id]: ID },
		now: new Date(RECEIVED_AT),
	});
}

function onThatDay(json: INodeExecutionData['json']): INodeExecutionData['json'] {
	return { ...json, delivery: { ...Object(json['delivery']), receivedAt: RECEIVED_AT } };
}
