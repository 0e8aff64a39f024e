import {
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type JsonObject,
	NodeApiError,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';

import { eventProperties, execute } from './actions/event';
import { ecom360ApiTest } from './methods/credential-test';

export class Ecom360 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ecom360',
		name: 'ecom360',
		icon: { light: 'file:ecom360.svg', dark: 'file:ecom360.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ { check: "Check connection", sendFromItem: "Forward event", sendTest: "Send test event" }[$parameter["operation"]] }}',
		description:
			'Sends test events, forwards real ones, and checks the connection, signed as Cashfree signs',
		defaults: { name: 'Ecom360' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Sends test events to an Ecom360 Trigger, forwards the events of one, and checks whether one can be reached. To receive abandoned checkouts, use Ecom360 Trigger.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-ecom360.ecom360Trigger',
					relationHint: 'Receives what this node sends, and what Cashfree sends',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ecom360Api', required: true, testedBy: 'ecom360ApiTest' }],
		properties: eventProperties,
	};

	methods = { credentialTest: { ecom360ApiTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const results: INodeExecutionData[] = [];
		for (const item of this.getInputData().keys()) {
			try {
				const json = await execute(this, item);
				results.push({ json, pairedItem: { item } });
			} catch (caught) {
				const error = nodeError(this.getNode(), caught, item);
				if (!this.continueOnFail()) throw error;
				results.push({ json: { error: error.message }, error, pairedItem: { item } });
			}
		}
		return [results];
	}
}

/** Anything that was thrown, as n8n shows it on the canvas. */
function nodeError(
	node: INode,
	caught: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (caught instanceof NodeApiError || caught instanceof NodeOperationError) return caught;
	// Only message and code: the rest of what was thrown might hold more than it should.
	const { message, code } = caught as Error & { code?: string };
	return new NodeApiError(node, { message, code } as JsonObject, { itemIndex });
}
