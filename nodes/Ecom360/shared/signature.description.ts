import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_SIGNATURE_HEADER } from './cashfree';

export const algorithmOption: INodeProperties = {
	displayName: 'Signature Algorithm',
	name: 'signatureAlgorithm',
	type: 'options',
	default: 'sha256',
	options: [
		{ name: 'SHA-1', value: 'sha1' },
		{ name: 'SHA-256', value: 'sha256' },
		{ name: 'SHA-512', value: 'sha512' },
	],
	description: 'Hash function of the signature. Leave it unless Cashfree tells you otherwise.',
};

export const encodingOption: INodeProperties = {
	displayName: 'Signature Encoding',
	name: 'signatureEncoding',
	type: 'options',
	default: 'auto',
	options: [
		{ name: 'Base64', value: 'base64' },
		{ name: 'Detect Automatically', value: 'auto' },
		{ name: 'Hex', value: 'hex' },
	],
	description: 'How the signature is written in its header',
};

export const headerOption: INodeProperties = {
	displayName: 'Signature Header',
	name: 'signatureHeader',
	type: 'string',
	default: DEFAULT_SIGNATURE_HEADER,
	placeholder: `e.g. ${DEFAULT_SIGNATURE_HEADER}`,
	description: 'Name of the header that carries the signature',
};

export const schemeOption: INodeProperties = {
	displayName: 'Signature Scheme',
	name: 'signatureScheme',
	type: 'options',
	default: 'auto',
	options: [
		{ name: 'Body Only', value: 'rawBody', description: 'The signature covers the body' },
		{
			name: 'Custom',
			value: 'custom',
			description: "What 'Signed Content' says",
		},
		{
			name: 'Detect Automatically',
			value: 'auto',
			description: 'Tries the body, then timestamp and body',
		},
		{
			name: 'Standard Webhooks',
			value: 'standardWebhooks',
			description: 'ID, timestamp and body, as standardwebhooks.com says',
		},
		{
			name: 'Timestamp and Body',
			value: 'timestampBody',
			description: 'As Cashfree signs OCC and payments',
		},
		{
			name: 'Timestamp, Dot and Body',
			value: 'timestampDotBody',
			description: 'The two joined by a dot',
		},
	],
	description:
		'What the signature covers. Once a real event has arrived, pin the scheme shown in its delivery.signatureScheme.',
};

export const signedContentOption: INodeProperties = {
	displayName: 'Signed Content',
	name: 'signedContent',
	type: 'string',
	default: '{timestamp}.{body}',
	placeholder: 'e.g. {timestamp}.{body}',
	displayOptions: { show: { signatureScheme: ['custom'] } },
	description:
		'The text that is signed, with {body} in it exactly once. Write \\n for a line break, and {header:NAME} for any other header.',
	hint: 'Placeholders: {body} {timestamp} {id} {topic} {version} {storeUrl} {url} {header:NAME}',
};

/** How the trigger reads a signature: every part of the automatic detection can be pinned. */
export const signatureOptions: INodeProperties[] = [
	algorithmOption,
	encodingOption,
	headerOption,
	schemeOption,
	signedContentOption,
];
