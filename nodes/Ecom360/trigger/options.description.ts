import type { INodeProperties } from 'n8n-workflow';

import {
	DEFAULT_COUNTRY,
	DEFAULT_CURRENCY,
	DEFAULT_DUPLICATE_WINDOW_HOURS,
	DEFAULT_LOCALE,
} from '../shared/defaults';
import { signatureOptions } from '../shared/signature.description';

/** The Options collection, sorted by name as the panel shows it. */
export const options: INodeProperties = {
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
			description: 'How to read the amounts in events, which Cashfree does not document',
			hint: 'Choose paise if totals come out a hundred times too big',
		},
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: DEFAULT_CURRENCY,
			placeholder: 'e.g. INR',
			description: 'Three-letter code of the currency to assume when the event names none',
		},
		{
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'options',
			default: DEFAULT_COUNTRY,
			options: [
				{ name: 'Australia', value: 'AU' },
				{ name: 'Bahrain', value: 'BH' },
				{ name: 'Bangladesh', value: 'BD' },
				{ name: 'Canada', value: 'CA' },
				{ name: 'Germany', value: 'DE' },
				{ name: 'India', value: DEFAULT_COUNTRY },
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
			default: DEFAULT_DUPLICATE_WINDOW_HOURS,
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
			default: DEFAULT_LOCALE,
			placeholder: 'e.g. en-IN',
			description: 'Language and region in which to write amounts, such as hi-IN or en-GB',
		},
		...signatureOptions,
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
