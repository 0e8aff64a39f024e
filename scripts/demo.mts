import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { N8nApi, type Owner, type WorkflowDraft } from './n8n/api.mts';
import type { RunningN8n } from './n8n/running.mts';

const TRIGGER = 'Ecom360 Trigger';
export const REMINDER = 'Compose Reminder';
const TO =
	"={{ $json.whatsapp.reachable ? $json.whatsapp.to : 'nobody: no number WhatsApp can reach' }}";
const TEXT =
	'=Hi {{ $json.whatsapp.customerName }}, you left {{ $json.whatsapp.itemsText }} behind. Your total of {{ $json.whatsapp.totalText }} is waiting (coupon: {{ $json.whatsapp.couponCode }}): {{ $json.cart.recoveryUrl }}';

/** An n8n with the demo workflow active in it. All secrets were made for this one run. */
export interface Demo {
	api: N8nApi;
	owner: Owner;
	webhookKey: string;
	webhookUrl: string;
	workflowId: string;
	editorUrl: string;
}

/** Creates the owner, the credential and the active workflow. */
export async function setUpDemo(n8n: RunningN8n): Promise<Demo> {
	const owner = { email: 'demo@example.com', password: `Demo-${randomBytes(6).toString('hex')}` };
	const webhookKey = randomBytes(16).toString('hex');
	const api = new N8nApi(n8n);
	await api.setUpOwner(owner);
	const webhookId = randomUUID();
	const name = 'Ecom360 (demo)';
	const { id } = await api.createCredential(name, 'ecom360Api', { webhookKey });
	const { id: workflowId } = await api.createWorkflow(demoWorkflow({ id, name }, webhookId));
	await api.activate(workflowId);
	const webhookUrl = api.webhookUrl(webhookId);
	await api.waitForWebhook(webhookUrl);
	const editorUrl = `${n8n.url}/workflow/${workflowId}`;
	return { api, owner, webhookKey, webhookUrl, workflowId, editorUrl };
}

/** A trigger, and a node in the place of one that sends WhatsApp messages. */
function demoWorkflow(credential: { id: string; name: string }, webhookId: string): WorkflowDraft {
	const example = new URL('../examples/first-reminder.json', import.meta.url);
	const { pinData = {} } = JSON.parse(readFileSync(example, 'utf8')) as WorkflowDraft;
	const trigger = {
		...{ id: randomUUID(), name: TRIGGER, type: 'n8n-nodes-ecom360.ecom360Trigger' },
		...{ typeVersion: 1.1, position: [0, 0], webhookId, parameters: {} },
		credentials: { ecom360Api: credential },
	};
	const assignments = [
		{ id: 'to', name: 'to', type: 'string', value: TO },
		{ id: 'reminder', name: 'reminder', type: 'string', value: TEXT },
	];
	const reminder = {
		...{ id: randomUUID(), name: REMINDER, type: 'n8n-nodes-base.set' },
		...{ typeVersion: 3.4, position: [260, 0] },
		parameters: { assignments: { assignments }, options: {} },
		notesInFlow: true,
		notes: 'Replace it with your WhatsApp node',
	};
	return {
		name: 'Abandoned checkout reminder (demo)',
		nodes: [trigger, reminder],
		connections: { [TRIGGER]: { main: [[{ node: REMINDER, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		// So that the node shows output before the first event. What is pinned plays no part when the
		// published workflow runs.
		pinData,
	};
}
