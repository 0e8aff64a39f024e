import { createRequire } from 'node:module';
import { ExecuteContext } from 'n8n-core';
import type {
	IDataObject,
	IExecuteData,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeTypes,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { loadPackage, nodeOf } from '../support/installed.mts';
import { KEY } from '../support/receiving.mts';

/** One run of the action node. */
export interface Action {
	parameters: IDataObject;
	/** Default: one empty item. */
	items?: INodeExecutionData[];
	/** The decrypted credential; an error is what reading it throws. */
	credential?: IDataObject | Error;
	onError?: 'continueRegularOutput';
}

// The copy that n8n-core and the node share: imported, it would be another one.
const n8nWorkflow = createRequire(import.meta.url)('n8n-workflow') as typeof import('n8n-workflow');
export const { NodeApiError, NodeOperationError } = n8nWorkflow;

/** Runs our built action node in n8n-core's own context; requests really leave. */
export async function runAction(action: Action): Promise<INodeExecutionData[]> {
	const { parameters, items = [{ json: {} }], credential = { webhookKey: KEY }, onError } = action;
	const type = nodeOf(await loadPackage(), 'ecom360');
	const getNode = (): typeof type => type;
	const nodeTypes = { getByName: getNode, getByNameAndVersion: getNode } as unknown as INodeTypes;
	const node: INode = {
		id: 'n1',
		name: 'Ecom360',
		type: 'n8n-nodes-ecom360.ecom360',
		typeVersion: 1,
		position: [0, 0],
		parameters: { ...parameters } as INode['parameters'],
		credentials: { ecom360Api: { id: 'c1', name: 'Ecom360' } },
		...(onError && { onError }),
	};
	const workflow = new n8nWorkflow.Workflow({
		id: 'w1',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
	});
	const input = { main: [items] };
	const context = new ExecuteContext(
		workflow as never,
		workflow.nodes['Ecom360'] as never,
		{
			credentialsHelper: credentialsHelper(credential),
		} as unknown as IWorkflowExecuteAdditionalData,
		'manual',
		{ resultData: { runData: {} } } as IRunExecutionData,
		0,
		items,
		input,
		{ data: input, node, source: null } as IExecuteData,
		[],
	);
	const results = await type.execute?.call(context as unknown as IExecuteFunctions);
	return (results as INodeExecutionData[][])[0] ?? [];
}

function credentialsHelper(credential: IDataObject | Error): object {
	return {
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => {
			if (credential instanceof Error) throw credential;
			return credential;
		},
	};
}

/** What the node threw; fails where it did not. */
export async function failedAction(action: Action): Promise<InstanceType<typeof NodeApiError>> {
	try {
		await runAction(action);
	} catch (error) {
		return error as InstanceType<typeof NodeApiError>;
	}
	throw new Error('The node did not fail.');
}

/** An item with the bytes in its binary data, as "Add Original Request" makes it. */
export function withRawBody(json: IDataObject, body: Buffer): INodeExecutionData {
	return {
		json,
		binary: { data: { data: body.toString('base64'), mimeType: 'application/json' } },
	};
}
