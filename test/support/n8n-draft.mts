import { randomUUID } from 'node:crypto';

import type { WorkflowDraft } from '../../scripts/n8n/api.mts';

export const CREDENTIAL_TYPE = 'ecom360Api';

const TRIGGER_TYPE = 'n8n-nodes-ecom360.ecom360Trigger';

type StepDraft = Pick<WorkflowDraft['nodes'][number], 'name' | 'type' | 'typeVersion'> & {
	parameters: object;
	webhookId?: string;
};

/** A workflow of two nodes, the second after the first. */
export function twoSteps(name: string, first: StepDraft, second: StepDraft): WorkflowDraft {
	return {
		name,
		nodes: [
			{ id: randomUUID(), position: [0, 0], ...first },
			{ id: randomUUID(), position: [260, 0], ...second },
		],
		connections: { [first.name]: { main: [[{ node: second.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** A workflow of the trigger and a No Operation node, `Next`. */
export function aWorkflow(parameters: object): WorkflowDraft {
	return twoSteps(
		`Trigger ${randomUUID()}`,
		{ name: 'Ecom360 Trigger', type: TRIGGER_TYPE, typeVersion: 1.1, parameters },
		{ name: 'Next', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	);
}

/** A workflow whose Ecom360 Trigger has this credential and a webhook of its own. */
export function withTrigger(
	draft: WorkflowDraft,
	{ id, name }: { id: string; name: string },
): { workflow: WorkflowDraft; triggerName: string; webhookId: string } {
	const trigger = draft.nodes.find(({ type }) => type === TRIGGER_TYPE);
	if (!trigger) throw new Error(`Workflow '${draft.name}' has no Ecom360 Trigger`);
	const webhookId = randomUUID();
	const credentials = { [CREDENTIAL_TYPE]: { id, name } };
	const nodes = draft.nodes.map((node) =>
		node === trigger ? { ...node, webhookId, credentials } : node,
	);
	return { workflow: { ...draft, nodes }, triggerName: trigger.name, webhookId };
}
