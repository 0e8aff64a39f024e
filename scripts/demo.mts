import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { sampleCart, signedDelivery } from './delivery.mts';
import { N8nApi, type Owner, type WorkflowDraft } from './n8n/api.mts';
import type { RunningN8n } from './n8n/running.mts';
import { postDelivery, type Answer } from './post.mts';

const TRIGGER = 'Ecom360 Trigger';
const REMINDER = 'Compose Reminder';

/** An n8n with the demo workflow active in it. All secrets were made for this one run. */
export interface Demo {
	api: N8nApi;
	owner: Owner;
	webhookKey: string;
	webhookUrl: string;
	workflowId: string;
	editorUrl: string;
}

/** One delivery of the demo, and whether n8n was supposed to take it. */
export interface Sent {
	title: string;
	expectedStatus: number;
	answer: Answer;
}

/** What the workflow made from one accepted delivery. */
export interface Reminder {
	/** Of the execution. */
	status: string;
	to: unknown;
	text: unknown;
}

/** Creates the owner, the credential and the active workflow. */
export async function setUpDemo(n8n: RunningN8n): Promise<Demo> {
	const owner = { email: 'demo@example.com', password: `Demo-${randomBytes(6).toString('hex')}` };
	const webhookKey = randomBytes(16).toString('hex');
	const api = new N8nApi(n8n);
	await api.setUpOwner(owner);
	const name = 'Ecom360 (demo)';
	const { id } = await api.createCredential(name, 'ecom360Api', { webhookKey });
	const { workflow, webhookId } = demoWorkflow({ id, name });
	const { id: workflowId } = await api.createWorkflow(workflow);
	await api.activate(workflowId);
	const webhookUrl = api.webhookUrl(webhookId);
	await api.waitForWebhook(webhookUrl);
	const editorUrl = `${n8n.url}/workflow/${workflowId}`;
	return { api, owner, webhookKey, webhookUrl, workflowId, editorUrl };
}

/** Sends a cart as a shop has it, the documented sample of Cashfree OCC, and one that somebody else signed. */
export async function sendDeliveries({ webhookKey: key, webhookUrl }: Demo): Promise<Sent[]> {
	const deliveries = [
		// Not Ecom360's documented sample: its phone number does not exist, so the message would reach nobody.
		{
			title: 'Ecom360 sample',
			options: { vendor: 'ecom360', key, body: sampleCart() },
			expectedStatus: 200,
		},
		{ title: 'OCC sample', options: { vendor: 'occ', key }, expectedStatus: 200 },
		{
			title: 'forged delivery',
			options: { vendor: 'ecom360', key, forged: true, unique: true },
			expectedStatus: 401,
		},
	] as const;
	const sent: Sent[] = [];
	for (const { title, options, expectedStatus } of deliveries) {
		const answer = await postDelivery(webhookUrl, signedDelivery(options));
		sent.push({ title, expectedStatus, answer });
	}
	return sent;
}

/** Waits for the executions, and reads what the workflow would send, in the order of arrival. */
export async function readReminders({ api, workflowId }: Demo, count: number): Promise<Reminder[]> {
	const summaries = await api.waitForExecutions(workflowId, count);
	const runs = await Promise.all(
		summaries.reverse().map(async ({ id }) => await api.execution(id)),
	);
	return runs.map((run) => {
		const [made] = run.items(REMINDER);
		return { status: run.summary.status, to: made?.json['to'], text: made?.json['reminder'] };
	});
}

function demoWorkflow(credential: { id: string; name: string }): {
	workflow: WorkflowDraft;
	webhookId: string;
} {
	const workflow = readWorkflow('demo-workflow.json');
	// The examples' sample cart, so that the node shows output before the first event. Pinned data
	// plays no part when the published workflow runs.
	workflow.pinData = readWorkflow('../examples/first-reminder.json').pinData ?? {};
	const trigger = workflow.nodes.find(({ name }) => name === TRIGGER);
	const webhookId = trigger?.['webhookId'];
	if (!trigger || typeof webhookId !== 'string') {
		throw new Error(`demo-workflow.json has no '${TRIGGER}' with a webhookId`);
	}
	trigger['credentials'] = { ecom360Api: credential };
	return { workflow, webhookId };
}

function readWorkflow(path: string): WorkflowDraft {
	return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as WorkflowDraft;
}
