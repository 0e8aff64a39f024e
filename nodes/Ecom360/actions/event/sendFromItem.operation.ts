import {
	type IExecuteFunctions,
	type INodeProperties,
	NodeOperationError,
	updateDisplayOptions,
} from 'n8n-workflow';
import * as z from 'zod/v4-mini';

import { foreignText } from '../../shared/foreign-text';
import { isObject } from '../../shared/json';
import { send } from '../../transport/send';
import type { UnsignedEvent } from '../../webhook/sign-event';
import { changes, eventOf } from './item-event';
import { choice, readParameters, writtenText } from './parameters';
import { delivered, type Forwarded } from './results';
import { sending, sendingProperties } from './sending';

/** What *Forward* needs to know besides where to send. */
export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['event'], operation: ['sendFromItem'] } },
	[
		{
			displayName: 'Send',
			name: 'source',
			type: 'options',
			default: 'rawBody',
			options: [
				{
					name: 'Original Event',
					value: 'payload',
					description: "The item's payload field, rewritten: spaces and numbers may look different",
				},
				{
					name: 'Original Request',
					value: 'rawBody',
					description: 'The exact bytes that arrived, from the binary data of the item',
				},
			],
			description:
				"What to send. The trigger adds either one to its items if its 'Options' say so.",
		},
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			hint: 'The name of the input field that holds the original request',
			displayOptions: { show: { source: ['rawBody'] } },
		},
	],
);

const Parameters = z.object({
	...sending,
	source: choice(['rawBody', 'payload'], 'rawBody'),
	binaryPropertyName: writtenText,
});
type Parameters = z.output<typeof Parameters>;

/** Signs the event of an item with the credential's key, and passes it on. */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<Forwarded> {
	const properties = [...sendingProperties, ...description];
	const parameters = readParameters(context, itemIndex, Parameters, properties);
	const event = await readEvent(context, itemIndex, parameters);
	const item = delivered(context, itemIndex, await send(context, itemIndex, event, parameters));
	const { json } = context.getInputData()[itemIndex] ?? {};
	return { ...item, changed: parameters.source === 'payload' ? changes(json?.['payload']) : null };
}

async function readEvent(
	context: IExecuteFunctions,
	itemIndex: number,
	{ source, binaryPropertyName }: Parameters,
): Promise<UnsignedEvent> {
	const { json = {}, binary } = context.getInputData()[itemIndex] ?? {};
	const refuse = (message: string, next: string): NodeOperationError =>
		new NodeOperationError(context.getNode(), message, { description: next, itemIndex });
	if (source === 'payload' && !isObject(json['payload'])) {
		throw refuse(
			"The item has no 'payload'",
			"Switch on 'Add Original Event' in the options of the Ecom360 Trigger, or choose Original Request in 'Send'",
		);
	}
	if (source === 'rawBody' && !binary?.[binaryPropertyName]) {
		throw refuse(
			`The item has no original request in '${foreignText(binaryPropertyName)}'`,
			"Switch on 'Add Original Request' in the options of the Ecom360 Trigger, or choose Original Event in 'Send'",
		);
	}
	const body =
		source === 'payload'
			? Buffer.from(JSON.stringify(json['payload']))
			: await context.helpers.getBinaryDataBuffer(itemIndex, binaryPropertyName);
	const event = eventOf(body, json);
	if (event.ok) return event.value;
	throw refuse(
		'The item holds no event that could be sent',
		"What is to be sent is not a JSON object. Use the output of an Ecom360 Trigger, or choose something else in 'Send'.",
	);
}
