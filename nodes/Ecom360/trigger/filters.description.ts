import type { INodeProperties } from 'n8n-workflow';

/** The Filters collection: see `filters.ts` for what each does. */
export const filters: INodeProperties = {
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
			description: 'Highest cart total to accept',
			hint: "In rupees (or the cart's currency), not in paise",
		},
		{
			displayName: 'Minimum Total',
			name: 'minimumTotal',
			type: 'number',
			default: 500,
			typeOptions: { minValue: 0, numberPrecision: 2 },
			placeholder: 'e.g. 500',
			description: 'Lowest cart total to accept',
			hint: "In rupees (or the cart's currency), not in paise",
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
			hint: 'When on, events that say nothing about consent are left out, too. Look at one of yours first.',
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
