import { randomUUID } from 'node:crypto';

import type { WorkflowDraft } from '../../scripts/n8n/api.mts';

export const CREDENTIAL_TYPE = 'ecom360Api';

const TRIGGER_TYPE = 'n8n-nodes-ecom360.ecom360Trigger';

/** A workflow of the trigger and a No Operation node, `Next`. */
export function aWorkflow(parameters: object): WorkflowDraft {
	return {
		name: `Trigger ${randomUUID()}`,
		nodes: [
			{
				id: randomUUID(),
				name: 'Ecom360 Trigger',
				type: TRIGGER_TYPE,
				typeVersion: 1.1,
				position: [0, 0],
				parameters,
			},
			{
				id: randomUUID(),
				name: 'Next',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [260, 0],
				parameters: {},
			},
		],
		connections: {
			'Ecom360 Trigger': { main: [[{ node: 'Next', type: 'main', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
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
