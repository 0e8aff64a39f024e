import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import * as z from 'zod/v4-mini';

import { ABANDONED_CHECKOUT } from '../../shared/cashfree';
import { choice, givenText, writtenAmount, writtenText } from './parameters';
import { SAMPLE_NAME, SAMPLE_PHONE } from './sample';

const fromFields: IDisplayOptions = { show: { specifyCheckout: ['fields'] } };
const ofCheckout: IDisplayOptions = {
	show: { specifyCheckout: ['fields'], event: [ABANDONED_CHECKOUT] },
};

/** Whose event to make up. */
export const formatProperty: INodeProperties = {
	displayName: 'Event Format',
	name: 'format',
	type: 'options',
	default: 'ecom360',
	options: [
		{
			name: 'Cashfree OCC',
			value: 'occ',
			description: 'As Cashfree One Click Checkout sends it',
		},
		{ name: 'Ecom360', value: 'ecom360', description: 'As Ecom360 sends it' },
	],
	description: 'Whose event to imitate',
	displayOptions: ofCheckout,
};

/** Who the event is about: the same for a checkout and for a payment. */
export const shopperProperties: INodeProperties[] = [
	{
		displayName: 'Shopper Name',
		name: 'shopperName',
		type: 'string',
		default: SAMPLE_NAME,
		placeholder: `e.g. ${SAMPLE_NAME}`,
		displayOptions: fromFields,
	},
	{
		displayName: 'Shopper Phone',
		name: 'shopperPhone',
		type: 'string',
		default: SAMPLE_PHONE,
		placeholder: `e.g. ${SAMPLE_PHONE}`,
		description:
			'A sample number that reaches nobody. Enter your own if the reminder is to reach you. If left empty, the shopper has no phone.',
		displayOptions: fromFields,
	},
];

/** What is in the cart. */
export const cartProperties: INodeProperties[] = [
	{
		displayName: 'Items',
		name: 'items',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Item',
		default: {},
		description: 'What is in the cart. If left empty, two sample products are.',
		options: [
			{
				displayName: 'Item',
				name: 'item',
				values: [
					{
						displayName: 'Image URL',
						name: 'imageUrl',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://my-store.example.com/kurta.png',
						description: 'A picture that WhatsApp can load. If left empty, the item has none.',
					},
					{
						displayName: 'Title',
						name: 'title',
						type: 'string',
						default: '',
						placeholder: 'e.g. Block Print Kurta',
					},
					{
						displayName: 'Price',
						name: 'price',
						type: 'number',
						typeOptions: { minValue: 0, numberPrecision: 2 },
						default: 499,
						description: 'Per piece',
					},
					{
						displayName: 'Quantity',
						name: 'quantity',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 1,
					},
				],
			},
		],
		displayOptions: ofCheckout,
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			{
				displayName: 'Coupon Code',
				name: 'couponCode',
				type: 'string',
				default: '',
				placeholder: 'e.g. WELCOME10',
				description:
					'If left out, a sample code that takes off a tenth. If left empty, the cart has none.',
			},
			{
				displayName: 'Discount',
				name: 'discount',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 2 },
				default: '',
				description: 'What the coupon takes off, in rupees',
			},
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				placeholder: 'e.g. name@email.com',
				default: '',
				description: 'If left out, a sample address. If left empty, the shopper has none.',
			},
			{
				displayName: 'Recovery URL',
				name: 'recoveryUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://my-store.example.com/checkouts/1',
				description: 'The link back to the checkout. If left out, one in the store is made up.',
			},
			{
				displayName: 'Store',
				name: 'store',
				type: 'string',
				default: 'my-store.myshopify.com',
				placeholder: 'e.g. my-store.myshopify.com',
				description: "Host name of the store, as the trigger's filter 'Stores' compares it",
			},
			{
				displayName: 'Total',
				name: 'total',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 2 },
				default: '',
				description:
					'What the shopper would pay. If left out or empty, the items less the discount.',
			},
		],
		displayOptions: ofCheckout,
	},
];

const item = z.object({
	imageUrl: writtenText,
	title: writtenText,
	price: writtenAmount,
	quantity: writtenAmount,
});

/** The same fields as parameters: what is left empty is undefined or `''`. */
export const cart = {
	format: choice(['ecom360', 'occ'], 'ecom360'),
	shopperName: writtenText,
	shopperPhone: writtenText,
	items: z._default(z.object({ item: z.optional(z.array(item)) }), {}),
	additionalFields: z.prefault(
		z.object({
			couponCode: givenText,
			discount: writtenAmount,
			email: givenText,
			recoveryUrl: givenText,
			store: givenText,
			total: writtenAmount,
		}),
		{},
	),
};
export type CartFields = z.output<z.ZodMiniObject<typeof cart>>;
