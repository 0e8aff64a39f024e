import { randomUUID } from 'node:crypto';

import type { WorkflowDraft } from '../../scripts/n8n/api.mts';
import type { TestN8n } from '../support/n8n.mts';

export const RIVALS = [
	'Ecom360 Trigger',
	'Webhook',
	'Webhook with Header Auth',
	'Webhook → Crypto → IF',
] as const;
export type RivalName = (typeof RIVALS)[number];

/** Where senders put what Header Auth checks: the webhook key itself. */
export const AUTH_HEADER = 'x-shop-secret';

/** A workflow that takes deliveries, one way or another. */
export interface Rival {
	name: RivalName;
	url: string;
}

type Node = WorkflowDraft['nodes'][number];

/**
 * The trigger; the Webhook node that verifies nothing; the same with the strongest check that n8n
 * offers by itself; and what a user would build without us.
 */
export async function activateRivals(n8n: TestN8n): Promise<Rival[]> {
	const [trigger, bare, withHeaderAuth, built] = RIVALS;
	const next = node('Next', 'noOp', 1, {});
	return [
		{ name: trigger, url: (await n8n.triggerWith()).productionUrl },
		await activate(n8n, bare, [webhook({}), next]),
		await activate(n8n, withHeaderAuth, [await checkedWebhook(n8n), next]),
		await activate(n8n, built, [
			webhook({ options: { rawBody: true } }),
			crypto(n8n.credential.key),
			isGenuine(),
			next,
		]),
	];
}

async function activate(n8n: TestN8n, name: RivalName, nodes: Node[]): Promise<Rival> {
	const connections = Object.fromEntries(
		nodes.slice(1).map((next, index) => {
			const link = { node: next.name, type: 'main', index: 0 };
			return [nodes[index]?.name ?? '', { main: [[link]] }];
		}),
	);
	const settings = { executionOrder: 'v1' };
	const draft = { name: `${name} ${randomUUID()}`, nodes, connections, settings };
	const { id } = await n8n.api.createWorkflow(draft);
	await n8n.api.activate(id);
	const path = String((nodes[0]?.['parameters'] as { path?: string } | undefined)?.path);
	const url = `${n8n.url}/webhook/${path}`;
	await n8n.api.waitForWebhook(url);
	return { name, url };
}

function node(name: string, type: string, typeVersion: number, parameters: object): Node {
	return {
		id: randomUUID(),
		name,
		type: `n8n-nodes-base.${type}`,
		...{ typeVersion, position: [0, 0], parameters },
	};
}

function webhook(parameters: object): Node {
	const path = randomUUID();
	const all = { httpMethod: 'POST', path, responseMode: 'onReceived', ...parameters };
	return { ...node('Webhook', 'webhook', 2, all), webhookId: path };
}

/** It compares a header with a secret from a credential, as the trigger reads its key from one. */
async function checkedWebhook({ api, credential }: TestN8n): Promise<Node> {
	const type = 'httpHeaderAuth';
	const data = { name: AUTH_HEADER, value: credential.key };
	const { id } = await api.createCredential('Shop secret', type, data);
	const credentials = { [type]: { id, name: 'Shop secret' } };
	return { ...webhook({ authentication: 'headerAuth' }), credentials };
}

function crypto(secret: string): Node {
	return node('Crypto', 'crypto', 1, {
		...{ action: 'hmac', type: 'SHA256', binaryData: true, binaryPropertyName: 'data' },
		...{ dataPropertyName: 'expected', secret, encoding: 'hex' },
	});
}

function isGenuine(): Node {
	const condition = {
		id: randomUUID(),
		leftValue: '={{ $json.expected }}',
		rightValue: "={{ $json.headers['x-webhook-signature'] }}",
		operator: { type: 'string', operation: 'equals' },
	};
	const options = { caseSensitive: true, typeValidation: 'strict', version: 2 };
	const conditions = { options, conditions: [condition], combinator: 'and' };
	return node('Is Genuine', 'if', 2.2, { conditions, options: {} });
}
