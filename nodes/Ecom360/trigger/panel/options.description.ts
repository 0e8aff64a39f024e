import type { INodeProperties } from 'n8n-workflow';

import { COUNTRY_OPTIONS } from '../../checkout/country';
import {
	DEFAULT_COUNTRY,
	DEFAULT_CURRENCY,
	DEFAULT_DUPLICATE_WINDOW_HOURS,
	DEFAULT_FALLBACK_TEXTS,
	DEFAULT_LOCALE,
} from '../../shared/cashfree';
import { signatureOptions as entries } from '../../shared/signature.description';

/** The Options collection, sorted by name as the panel shows it. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Add Original Event',
			name: 'includePayload',
			type: 'boolean',
			default: false,
			description: "Whether to add the event as Cashfree sent it, as the field 'payload'",
		},
		{
			displayName: 'Add Original Request',
			name: 'includeRawBody',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the untouched request (binary data and headers), so that an HTTP Request node can forward it to a WhatsApp provider with its signature intact',
		},
		{
			displayName: 'Amount Unit',
			name: 'amountUnit',
			type: 'options',
			default: 'major',
			options: [
				{
					name: 'Paise (Minor Units)',
					value: 'minor',
					description: 'A price of 49900 means ₹499.00',
				},
				{
					name: 'Rupees (Major Units)',
					value: 'major',
					description: 'A price of 499 means ₹499.00',
				},
			],
			description: 'How to read the amounts in events, which Cashfree does not document',
			hint: 'Choose paise if totals come out a hundred times too big',
		},
		{
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'options',
			default: DEFAULT_COUNTRY,
			options: [...COUNTRY_OPTIONS],
			description: 'Country of phone numbers that are written without a country code',
		},
		{
			displayName: 'Default Currency',
			name: 'currency',
			type: 'string',
			default: DEFAULT_CURRENCY,
			placeholder: `e.g. ${DEFAULT_CURRENCY}`,
			description: 'Three-letter code of the currency to assume when the event names none',
		},
		{
			displayName: 'Duplicate Window (Hours)',
			name: 'duplicateWindow',
			type: 'number',
			default: DEFAULT_DUPLICATE_WINDOW_HOURS,
			typeOptions: { minValue: 0 },
			displayOptions: { hide: { skipDuplicates: [false] } },
			description: 'For how many hours to recognize a duplicate',
		},
		{
			displayName: 'Duplicates By',
			name: 'duplicatesBy',
			type: 'options',
			default: 'event',
			displayOptions: { hide: { skipDuplicates: [false] } },
			options: [
				{
					name: 'Cart',
					value: 'cart',
					description: 'One event for each cart, whatever changed in it since',
				},
				{
					name: 'Event',
					value: 'event',
					description: 'Only the same event, sent again',
				},
				{
					name: 'Shopper',
					value: 'shopper',
					description: 'One event for each shopper, by phone number, else email',
				},
			],
			description: 'What makes a duplicate within the window. A repeated event always is one.',
		},
		{
			displayName: 'Fallback Texts',
			name: 'fallbackTexts',
			type: 'collection',
			placeholder: 'Add Text',
			default: {},
			description: 'What a message says where the event has nothing to say, in your language',
			options: [
				{
					displayName: 'Customer Name',
					name: 'customerName',
					type: 'string',
					default: '',
					placeholder: `e.g. ${DEFAULT_FALLBACK_TEXTS.customerName}`,
					description: "Fills 'whatsapp.customerName' where no name is known",
				},
				{
					displayName: 'Items Text',
					name: 'itemsText',
					type: 'string',
					default: '',
					placeholder: `e.g. ${DEFAULT_FALLBACK_TEXTS.itemsText}`,
					description: "Fills 'whatsapp.itemsText' where no product is known",
				},
				{
					displayName: 'Order Text',
					name: 'orderText',
					type: 'string',
					default: '',
					placeholder: `e.g. ${DEFAULT_FALLBACK_TEXTS.orderText}`,
					description: "Fills 'whatsapp.itemsText' of a payment",
				},
			],
		},
		{
			displayName: 'Include Ignored Events',
			name: 'includeIgnored',
			type: 'boolean',
			default: false,
			description:
				"Whether to start the workflow for ignored events, too: those that Trigger On, Filters or Skip Duplicates leave out. Their items leave by a second output, 'Left Out', and say why in 'delivery.ignoredBecause'. Use it to find out why nothing happened.",
		},
		{
			displayName: 'Locale',
			name: 'locale',
			type: 'string',
			default: DEFAULT_LOCALE,
			placeholder: `e.g. ${DEFAULT_LOCALE}`,
			description: 'Language and region in which to write amounts, such as hi-IN or en-GB',
		},
		{
			displayName: 'Recovery Link Parameters',
			name: 'linkParameters',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Parameter',
			default: {},
			description:
				"What to add to the link back to the cart ('cart.recoveryUrl' and 'whatsapp.buttonSuffix'), such as utm_source, or discount with a code of your Shopify store",
			options: [
				{
					displayName: 'Parameter',
					name: 'parameters',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. utm_source',
							description: 'One that the link already has stays as it is',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. whatsapp',
							description: 'A blank value adds nothing',
						},
					],
				},
			],
		},
		{
			displayName: 'Report Refused Deliveries',
			name: 'reportRefused',
			type: 'boolean',
			default: false,
			description:
				"Whether to start the workflow, at most once an hour, with a summary of the deliveries that were refused. It leaves by a second output, 'Left Out', as the event 'deliveriesRefused'.",
		},
		{
			displayName: 'Skip Duplicates',
			name: 'skipDuplicates',
			type: 'boolean',
			default: true,
			description:
				'Whether to start nothing for an event that was accepted before. Remembered until n8n restarts, by each n8n process for itself.',
		},
	],
};

/** The Signature Options collection: how a signature is read, where that has to be set at all. */
export const signatureOptions: INodeProperties = {
	displayName: 'Signature Options',
	name: 'signatureOptions',
	type: 'collection',
	placeholder: 'Add Signature Option',
	default: {},
	description: 'Only if Cashfree tells you how your account signs, or a test run does',
	options: [
		...entries,
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
