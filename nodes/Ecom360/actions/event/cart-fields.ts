import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import * as z from 'zod/v4-mini';

import { choice, writtenAmount, writtenText } from './parameters';

const fromFields: IDisplayOptions = { show: { specifyCheckout: ['fields'] } };

/** The fields of the panel that an abandoned checkout is made of. */
export const cartProperties: INodeProperties[] = [
	{
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
		displayOptions: fromFields,
	},
	{
		displayName: 'Shopper Name',
		name: 'shopperName',
		type: 'string',
		default: 'Priya Sharma',
		placeholder: 'e.g. Priya Sharma',
		displayOptions: fromFields,
	},
	{
		displayName: 'Shopper Phone',
		name: 'shopperPhone',
		type: 'string',
		default: '',
		placeholder: 'e.g. +91 60003 76569',
		description:
			'Your own number, if the reminder is to reach you. Left empty, the shopper has no phone.',
		displayOptions: fromFields,
	},
	{
		displayName: 'Items',
		name: 'items',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Item',
		default: {},
		description: 'What is in the cart. Without any, two sample products are.',
		options: [
			{
				displayName: 'Item',
				name: 'item',
				values: [
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
						description: 'Of one piece',
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
		displayOptions: fromFields,
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
			},
			{
				displayName: 'Discount',
				name: 'discount',
				type: 'number',
				typeOptions: { minValue: 0, numberPrecision: 2 },
				default: 0,
				description: 'What the coupon takes off',
			},
			{
				displayName: 'Email',
				name: 'email',
				type: 'string',
				placeholder: 'e.g. name@email.com',
				default: '',
			},
			{
				displayName: 'Recovery URL',
				name: 'recoveryUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://my-store.example.com/checkouts/1',
				description: 'The link back to the checkout. Left out, one in the store is made up.',
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
				default: 0,
				description: 'What the shopper would pay. Left out, the items are added up.',
			},
		],
		displayOptions: fromFields,
	},
];

const item = z.object({
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
			couponCode: writtenText,
			discount: writtenAmount,
			email: writtenText,
			recoveryUrl: writtenText,
			store: writtenText,
			total: writtenAmount,
		}),
		{},
	),
};
export type CartFields = z.output<z.ZodMiniObject<typeof cart>>;
