import type { INodeProperties } from 'n8n-workflow';

/** How the action signs and sends; without any of it, as Cashfree does. */
export const sendOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { resource: ['event'] } },
	options: [
		{
			displayName: 'Signature Algorithm',
			name: 'signatureAlgorithm',
			type: 'options',
			default: 'sha256',
			options: [
				{ name: 'SHA-1', value: 'sha1' },
				{ name: 'SHA-256', value: 'sha256' },
				{ name: 'SHA-512', value: 'sha512' },
			],
			description: 'Hash function of the signature',
		},
		{
			displayName: 'Signature Encoding',
			name: 'signatureEncoding',
			type: 'options',
			default: 'default',
			options: [
				{ name: 'Base64', value: 'base64' },
				{
					name: 'Default',
					value: 'default',
					description: 'As the event arrived, or as its vendor signs',
				},
				{ name: 'Hex', value: 'hex' },
			],
			description: 'How the signature is written in its header',
		},
		{
			displayName: 'Signature Header',
			name: 'signatureHeader',
			type: 'string',
			default: 'x-webhook-signature',
			placeholder: 'e.g. x-webhook-signature',
			description: 'Name of the header that carries the signature',
		},
		{
			displayName: 'Signature Scheme',
			name: 'signatureScheme',
			type: 'options',
			default: 'default',
			options: [
				{ name: 'Body Only', value: 'rawBody', description: 'The signature covers the body' },
				{
					name: 'Default',
					value: 'default',
					description: 'As the event arrived, or as its vendor signs',
				},
				{
					name: 'Timestamp and Body',
					value: 'timestampBody',
					description: 'As Cashfree OCC signs',
				},
				{
					name: 'Timestamp, Dot and Body',
					value: 'timestampDotBody',
					description: 'The two joined by a dot',
				},
			],
			description: 'What the signature covers',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 300 },
			default: 10,
			description: 'How many seconds to wait for the answer',
		},
	],
};
