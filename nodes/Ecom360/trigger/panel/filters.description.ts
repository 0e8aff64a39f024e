import type { INodeProperties } from 'n8n-workflow';

import { COUNTRY_OPTIONS } from '../../checkout/country';

/** No limit until one is entered: the number that n8n's linter wants here would be one. */
const NO_LIMIT = '';

/** The Filters collection: see `filters.ts` for what each does. */
export const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'Events that a filter leaves out start no execution and cost none',
	options: [
		{
			displayName: 'Countries',
			name: 'countries',
			type: 'multiOptions',
			default: [],
			options: [...COUNTRY_OPTIONS],
			description:
				"Decided by the country of the shopper's phone number, else of the address. An expression may give codes or names, separated by commas.",
		},
		{
			displayName: 'Maximum Total',
			name: 'maximumTotal',
			type: 'number',
			default: NO_LIMIT,
			typeOptions: { minValue: 0, numberPrecision: 2 },
			placeholder: 'e.g. 10000',
			description: 'Highest cart total to accept. Payments pass.',
			hint: "In rupees (or the cart's currency), not in paise",
		},
		{
			displayName: 'Minimum Total',
			name: 'minimumTotal',
			type: 'number',
			default: NO_LIMIT,
			typeOptions: { minValue: 0, numberPrecision: 2 },
			placeholder: 'e.g. 500',
			description: 'Lowest cart total to accept. Payments pass.',
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
			description: 'Where the checkout was abandoned. Payments pass.',
		},
		{
			displayName: 'Require Consent',
			name: 'requireConsent',
			type: 'boolean',
			default: true,
			description: 'Whether to accept only shoppers who agreed to receive marketing messages',
			hint: 'When on, events that say nothing about consent are left out, too. Look at one of yours first.',
		},
		{
			displayName: 'Require Phone',
			name: 'requirePhone',
			type: 'boolean',
			default: true,
			description: 'Whether to accept only shoppers with a phone number that WhatsApp can reach',
		},
		{
			displayName: 'Stores',
			name: 'stores',
			type: 'string',
			default: '',
			placeholder: 'e.g. my-store.myshopify.com',
			description: 'Addresses of the stores to accept, separated by commas. Payments pass.',
		},
	],
};
