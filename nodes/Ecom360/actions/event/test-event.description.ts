import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

const isTest = { resource: ['event'], operation: ['sendTest'] };
const fromFields: IDisplayOptions = { show: { ...isTest, specifyCheckout: ['fields'] } };

/** What *Send Test* makes its event of. */
export const testEventProperties: INodeProperties[] = [
	{
		displayName: 'Specify Checkout',
		name: 'specifyCheckout',
		type: 'options',
		default: 'fields',
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		displayOptions: { show: isTest },
	},
	{
		displayName: 'JSON',
		name: 'json',
		type: 'json',
		required: true,
		default: '',
		placeholder: 'e.g. { "event": "ABANDONED_CHECKOUT", "data": { … } }',
		description: 'The event, sent exactly as written here',
		hint: 'An Ecom360 Trigger drops an event that it has seen: change the cart ID to send another one',
		displayOptions: { show: { ...isTest, specifyCheckout: ['json'] } },
	},
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
