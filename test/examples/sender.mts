import { z } from 'zod';

import type { WorkflowDraft } from '../../scripts/n8n/api.mts';
import { twoSteps } from '../support/n8n-draft.mts';
import type { Choices, ExampleN8n } from './n8n.mts';

const result = z
	.object({
		result: z.enum(['accepted', 'refused', 'later', 'account', 'unknown']),
		message_id: z.string(),
		code: z.string(),
		problem: z.string(),
		not_before: z.string(),
	})
	.strict();

/** What a sender answers for each message. */
export type SenderResult = z.output<typeof result>;

/** A message as the workflows hand it to a sender. */
export const aReminder = {
	to: '916000376569',
	email: 'priya.sharma@example.com',
	template: 'cart_reminder',
	language: 'en',
	customer_name: 'Priya',
	items_text: 'Block Print Kurta – Indigo / M, Brass Diya – Set of 4 × 2',
	total_text: '₹2,067.30',
	coupon: '',
	button_suffix: 'checkouts/c1a7f3e9a52b8d04?key=9d2f',
	link: 'https://kalakari-studio.myshopify.com/checkouts/c1a7f3e9a52b8d04?key=9d2f',
	image_url: 'https://cdn.shopify.com/kurta.png',
	cart_id: 'cart_482915',
	step: 1,
	dedupe_key: 'cart_482915/1',
};

/** A sender on a real n8n, behind a workflow that calls it for each request and answers its items. */
export class Sender {
	private constructor(readonly url: string) {}

	static async publish(host: ExampleN8n, name: string, choices: Choices): Promise<Sender> {
		const id = await host.publish(name, choices);
		const path = `call-${name}-${id}`;
		const { api } = host.n8n;
		const caller = await api.createWorkflow(callerOf(id, path));
		await api.activate(caller.id);
		const url = `${host.n8n.url}/webhook/${path}`;
		await api.waitForWebhook(url);
		return new Sender(url);
	}

	/** Sends one reminder; any answer but exactly one item of the interface is an error. */
	async send(changes: Partial<typeof aReminder> = {}): Promise<SenderResult> {
		const response = await fetch(this.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ ...aReminder, ...changes }),
		});
		const [item] = z.tuple([result]).parse(await response.json());
		return item;
	}
}

function callerOf(workflowId: string, path: string): WorkflowDraft {
	const names = Object.keys(aReminder);
	const schema = Object.entries(aReminder).map(([id, sample]) => ({
		id,
		displayName: id,
		required: false,
		defaultMatch: false,
		display: true,
		canBeUsedToMatch: true,
		type: typeof sample,
	}));
	return twoSteps(
		path,
		{
			name: 'Called',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			parameters: {
				httpMethod: 'POST',
				path,
				responseMode: 'lastNode',
				responseData: 'allEntries',
			},
			webhookId: path,
		},
		{
			name: 'Send',
			type: 'n8n-nodes-base.executeWorkflow',
			typeVersion: 1.2,
			parameters: {
				workflowId: { __rl: true, mode: 'id', value: workflowId },
				workflowInputs: {
					mappingMode: 'defineBelow',
					value: Object.fromEntries(names.map((name) => [name, `={{ $json.body.${name} }}`])),
					matchingColumns: [],
					schema,
				},
			},
		},
	);
}
