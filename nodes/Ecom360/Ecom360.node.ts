import {
	NodeApiError,
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type JsonObject,
} from 'n8n-workflow';

import { ecom360ApiTest } from './webhook/webhook-keys';
import { send } from './transport/post-event';
import { sendProperties } from './actions/event/event.description';
import { Unsendable } from './actions/event/unsendable';

export class Ecom360 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ecom360',
		name: 'ecom360',
		icon: { light: 'file:ecom360.svg', dark: 'file:ecom360.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] === "sendTest" ? "send test" : "send from item" }}: event',
		description: 'Sends abandoned checkouts that are signed as Cashfree Ecom360 or OCC sign them',
		defaults: { name: 'Ecom360' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ecom360Api', required: true, testedBy: 'ecom360ApiTest' }],
		properties: sendProperties,
	};

	methods = { credentialTest: { ecom360ApiTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const results: INodeExecutionData[] = [];
		for (const item of this.getInputData().keys()) {
			try {
				results.push({ json: await send(this, item), pairedItem: { item } });
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
	if (caught instanceof Unsendable) {
		const { message, description } = caught;
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	// Message and code alone: what axios throws holds the request, with signature and shopper.
	const { message, code } = caught as Error & { code?: string };
	return new NodeApiError(node, { message, code } as JsonObject, { itemIndex });
}
