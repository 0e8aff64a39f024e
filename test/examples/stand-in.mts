import type { WorkflowDraft } from '../../scripts/n8n/api.mts';

/** Where the stand-ins send what they are called with; their name follows. */
export const SENT = 'https://api.spurnow.com/stand-in/';

/** A sender with the kit's interface that hands each call to the stub, and its answer back. */
export function standIn(name: string): WorkflowDraft {
	return {
		name,
		nodes: [
			{
				id: 'called',
				name: 'When called',
				type: 'n8n-nodes-base.executeWorkflowTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				parameters: { inputSource: 'passthrough' },
			},
			{
				id: 'send',
				name: 'Send',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [200, 0],
				parameters: {
					method: 'POST',
					url: `${SENT}${name.replace('send-', '')}`,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ $json }}',
					options: {},
				},
			},
		],
		connections: { 'When called': { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
