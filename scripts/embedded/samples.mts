import { randomBytes, randomUUID } from 'node:crypto';
import type { IDataObject, INodeType } from 'n8n-workflow';

import { sampleCart, signedDelivery, type SignedDelivery } from '../delivery.mts';
import type { Answer } from '../post.mts';
import { EmbeddedTrigger } from './trigger.mts';

/** One delivery to the trigger, in a shop owner's words, and what became of it. */
export interface Sample {
	/** What has happened. */
	event: string;
	/** What that means for the workflow. */
	meaning: string;
	expected: { status: number; body: Record<string, unknown> };
	answer: Answer;
	/** Whether the answer is as it should be, and in n8n's engine also the item. */
	isAsExpected: boolean;
	/** The item that the workflow starts with; none where it does not start. */
	item?: IDataObject | undefined;
}

type Plan = Pick<Sample, 'event' | 'meaning' | 'expected'> & { delivery: SignedDelivery };

/** Sends the samples to the trigger in n8n's engine. */
export async function sendSamples(nodeType: INodeType): Promise<Sample[]> {
	const key = randomBytes(16).toString('hex');
	// A node of its own: the trigger's memory of deliveries outlives this one.
	const options = { credential: { webhookKey: key }, nodeId: randomUUID() };
	const trigger = new EmbeddedTrigger(nodeType, options);
	await trigger.listen();
	try {
		const samples = await sendEach(key, async (delivery) => await trigger.send(delivery));
		return samples.map((sample, index) => {
			const item = trigger.runs[index]?.returned?.workflowData?.[0]?.[0]?.json;
			const isStarted = sample.expected.body['status'] === 'accepted';
			const isAsExpected = sample.isAsExpected && isStarted === (item !== undefined);
			return { ...sample, item, isAsExpected };
		});
	} finally {
		trigger.stop();
	}
}

/**
 * Sends a cart as a shop has it and the documented sample of Cashfree OCC, signed, then the first
 * again, and one that somebody without the key has signed.
 */
export async function sendEach(
	key: string,
	send: (delivery: SignedDelivery) => Promise<Answer>,
): Promise<Sample[]> {
	const samples: Sample[] = [];
	for (const { delivery, ...plan } of plans(key)) {
		const answer = await send(delivery);
		const isAsExpected =
			answer.status === plan.expected.status &&
			Object.entries(plan.expected.body).every(
				([name, value]) => Object(answer.body)[name] === value,
			);
		samples.push({ ...plan, answer, isAsExpected });
	}
	return samples;
}

function plans(key: string): Plan[] {
	// Not Ecom360's documented sample: its phone number is none, so that its texts would reach nobody.
	const first = signedDelivery({ vendor: 'ecom360', key, body: sampleCart() });
	const accepted = { status: 200, body: { status: 'accepted' } };
	return [
		{
			event: 'A shopper leaves an Ecom360 checkout',
			meaning: 'your workflow starts',
			expected: accepted,
			delivery: first,
		},
		{
			event: 'A shopper leaves a One Click Checkout',
			meaning: 'your workflow starts',
			expected: accepted,
			delivery: signedDelivery({ vendor: 'occ', key }),
		},
		{
			event: 'The first event is sent a second time',
			meaning: 'nothing starts, and nobody is reminded twice',
			expected: { status: 200, body: { status: 'ignored', reason: 'duplicate' } },
			delivery: first,
		},
		{
			event: 'Somebody without your key sends one',
			meaning: 'nothing starts, since it is not from Cashfree',
			expected: { status: 401, body: { status: 'rejected', reason: 'signature_mismatch' } },
			delivery: signedDelivery({ vendor: 'ecom360', key, forged: true, unique: true }),
		},
	];
}
