import type { INodeProperties } from 'n8n-workflow';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Checkouts that a filter leaves out start no execution and cost none',
	options: [
		{
			displayName: 'Countries',
			name: 'countries',
			type: 'string',
			default: '',
			placeholder: 'e.g. IN, AE',
			description:
				"Two-letter country codes, separated by commas. Decided by the country of the shopper's phone number, else of the address.",
		},
		{
			displayName: 'Maximum Total',
			name: 'maximumTotal',
			type: 'number',
			default: 10000,
			typeOptions: { minValue: 0, numberPrecision: 2 },
			placeholder: 'e.g. 10000',
			description: 'Highest cart total to accept, in rupees or whatever the currency is, not paise',
		},
		{
			displayName: 'Minimum Total',
			name: 'minimumTotal',
			type: 'number',
			default: 500,
			typeOptions: { minValue: 0, numberPrecision: 2 },
			placeholder: 'e.g. 500',
			description: 'Lowest cart total to accept, in rupees or whatever the currency is, not paise',
		},
		{
			displayName: 'Platforms',
			name: 'platforms',
			type: 'multiOptions',
			default: [],
			options: [
				{ name: 'Cashfree OCC', value: 'OCC' },
				{ name: 'Shopify', value: 'SHOPIFY' },
			],
			description: 'Where the checkout was abandoned',
		},
		{
			displayName: 'Require Consent',
			name: 'requireConsent',
			type: 'boolean',
			default: false,
			description: 'Whether to accept only shoppers who agreed to receive marketing messages',
		},
		{
			displayName: 'Require Phone',
			name: 'requirePhone',
			type: 'boolean',
			default: false,
			description: 'Whether to accept only checkouts with a phone number that WhatsApp can reach',
		},
		{
			displayName: 'Stores',
			name: 'stores',
			type: 'string',
			default: '',
			placeholder: 'e.g. my-store.myshopify.com',
			description: 'Addresses of the stores to accept, separated by commas',
		},
	],
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Amount Unit',
			name: 'amountUnit',
			type: 'options',
			default: 'major',
			options: [
				{
					name: 'Rupees (Major Units)',
					value: 'major',
					description: 'A price of 499 means ₹499.00',
				},
				{
					name: 'Paise (Minor Units)',
					value: 'minor',
					description: 'A price of 49900 means ₹499.00',
				},
			],
			description: 'How to read amounts. Choose paise if totals come out a hundred times too big.',
		},
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: 'INR',
			placeholder: 'e.g. INR',
			description: 'Three-letter code of the currency to assume when the event names none',
		},
		{
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'options',
			default: 'IN',
			options: [
				{ name: 'Australia', value: 'AU' },
				{ name: 'Bahrain', value: 'BH' },
				{ name: 'Bangladesh', value: 'BD' },
				{ name: 'Canada', value: 'CA' },
				{ name: 'Germany', value: 'DE' },
				{ name: 'India', value: 'IN' },
				{ name: 'Indonesia', value: 'ID' },
				{ name: 'Kuwait', value: 'KW' },
				{ name: 'Malaysia', value: 'MY' },
				{ name: 'Nepal', value: 'NP' },
				{ name: 'Oman', value: 'OM' },
				{ name: 'Philippines', value: 'PH' },
				{ name: 'Qatar', value: 'QA' },
				{ name: 'Saudi Arabia', value: 'SA' },
				{ name: 'Singapore', value: 'SG' },
				{ name: 'South Africa', value: 'ZA' },
				{ name: 'Sri Lanka', value: 'LK' },
				{ name: 'United Arab Emirates', value: 'AE' },
				{ name: 'United Kingdom', value: 'GB' },
				{ name: 'United States', value: 'US' },
			],
			description:
				'Country of phone numbers that are written without a country code. For any other country, use an expression that returns its two-letter code.',
		},
		{
			displayName: 'Duplicate Window (Hours)',
			name: 'duplicateWindow',
			type: 'number',
			default: 24,
			typeOptions: { minValue: 0 },
			displayOptions: { hide: { skipDuplicates: [false] } },
			description: 'For how many hours to recognize a repeated delivery',
		},
		{
			displayName: 'Include Payload',
			name: 'includePayload',
			type: 'boolean',
			default: false,
			description: "Whether to add the event exactly as Cashfree sent it, as the field 'payload'",
		},
		{
			displayName: 'Include Raw Body',
			name: 'includeRawBody',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the untouched request (binary data and headers), so that an HTTP Request node can forward it to a WhatsApp provider with its signature intact',
		},
		{
			displayName: 'Locale',
			name: 'locale',
			type: 'string',
			default: 'en-IN',
			placeholder: 'e.g. en-IN',
			description: 'Language and region in which to write amounts, such as hi-IN or en-GB',
		},
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
			description: 'Hash function of the signature. Leave it unless Cashfree tells you otherwise.',
		},
		{
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
			default: 'auto',
			options: [
				{ name: 'Body Only', value: 'rawBody', description: 'The signature covers the body' },
				{
					name: 'Detect Automatically',
					value: 'auto',
					description: 'Tries the body, then timestamp and body',
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
			description:
				'What the signature covers. Once a real event has arrived, pin the scheme shown in its delivery.signatureScheme.',
		},
		{
			displayName: 'Skip Duplicates',
			name: 'skipDuplicates',
			type: 'boolean',
			default: true,
			description:
				'Whether to start nothing for a delivery that was accepted before. Remembered until n8n restarts, by each n8n process for itself.',
		},
		{
			displayName: 'Timestamp Tolerance (Minutes)',
			name: 'timestampTolerance',
			type: 'number',
			default: 0,
			typeOptions: { minValue: 0 },
			description:
				'How old a signed timestamp may be before the delivery is refused. 0 switches the check off.',
		},
	],
};

/** The trigger's parameters, in the order of the panel. */
export const properties: INodeProperties[] = [
	{
		displayName:
			'In the <a href="https://brands.zecpe.com/login" target="_blank">Ecom dashboard</a>, enter the <b>Production URL</b> above as the callback URL for the topic abandonedCheckout, version v1. It answers once this workflow is active; the Test URL answers only while you listen here.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		default: ['abandonedCheckout'],
		options: [
			{
				name: '*',
				value: '*',
				description: 'Any event that holds a checkout, whatever it is called',
			},
			{
				name: 'Abandoned Checkout',
				value: 'abandonedCheckout',
				description: 'A shopper left the checkout without paying',
			},
		],
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'checkout',
		options: [
			{
				name: 'One Item per Checkout',
				value: 'checkout',
				description: 'For a reminder: one message for the whole cart',
			},
			{
				name: 'One Item per Line Item',
				value: 'lineItem',
				description: 'For a table or a report: one row for each product in the cart',
			},
		],
		description: 'What an abandoned checkout becomes in the workflow',
	},
	filters,
	options,
];
