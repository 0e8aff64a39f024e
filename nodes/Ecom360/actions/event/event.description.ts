import type { INodeProperties } from 'n8n-workflow';

import { sendOptions } from './options.description';
import { testEventProperties } from './test-event.description';

/** The action's parameters, in the order of the panel. */
export const sendProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		default: 'event',
		options: [{ name: 'Event', value: 'event' }],
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['event'] } },
		default: 'sendTest',
		options: [
			{
				name: 'Send From Item',
				value: 'sendFromItem',
				action: 'Send an event from an item',
				description:
					'Sign an event that the Ecom360 Trigger received with another key, and pass it on',
			},
			{
				name: 'Send Test',
				value: 'sendTest',
				action: 'Send a test event',
				description: 'Make up an abandoned checkout, sign it as Cashfree does, and send it',
			},
		],
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
		description:
			"Where to send the event, such as an Ecom360 Trigger's Test URL or Production URL, or a provider's webhook",
		displayOptions: { show: { resource: ['event'] } },
	},
	...testEventProperties,
	{
		displayName: 'Send',
		name: 'source',
		type: 'options',
		default: 'rawBody',
		options: [
			{
				name: 'Payload',
				value: 'payload',
				description:
					"The item's payload field, written anew: blanks and numbers may look different",
			},
			{
				name: 'Raw Body',
				value: 'rawBody',
				description: 'The exact bytes that arrived, from the binary data of the item',
			},
		],
		description:
			"What to send. The trigger adds either one to its items if told so in its 'Options'.",
		displayOptions: { show: { resource: ['event'], operation: ['sendFromItem'] } },
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the input field that holds the raw body',
		displayOptions: {
			show: { resource: ['event'], operation: ['sendFromItem'], source: ['rawBody'] },
		},
	},
	sendOptions,
];
