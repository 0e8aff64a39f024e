import type { INodeProperties } from 'n8n-workflow';

import { ABANDONED_CHECKOUT, ANY_EVENT } from '../../shared/cashfree';
import { filters } from './filters.description';
import { options, signatureOptions } from './options.description';

/** Which events start the workflow. */
export const events: INodeProperties = {
	displayName: 'Trigger On',
	name: 'events',
	type: 'multiOptions',
	required: true,
	default: [ABANDONED_CHECKOUT],
	options: [
		{
			name: 'Abandoned Checkout',
			value: ABANDONED_CHECKOUT,
			description: 'A shopper left the checkout without paying',
		},
		{
			name: 'Any Event',
			value: ANY_EVENT,
			description: 'Any event that holds a checkout or a payment, whatever it is called',
		},
		{
			name: 'Payment Dropped',
			value: 'paymentUserDropped',
			description: 'A shopper left the payment page without paying',
		},
		{
			name: 'Payment Failed',
			value: 'paymentFailed',
			description: 'A payment was tried and did not go through',
		},
		{
			name: 'Payment Pending',
			value: 'paymentPending',
			description: 'A payment was made, and the bank has not confirmed it yet',
		},
		{
			name: 'Payment Success',
			value: 'paymentSuccess',
			description: 'A shopper paid: use it to stop reminders',
		},
	],
};

const names = (events.options ?? []).flatMap((option) =>
	'value' in option ? [[String(option.value), option.name] as const] : [],
);
/** The chosen events on the canvas, by the panel's own names. */
export const SUBTITLE = `={{ [].concat($parameter["events"]).map((event) => (${JSON.stringify(Object.fromEntries(names))})[event] ?? event).join(", ") }}`;

const SAMPLE_CART =
	'https://github.com/ecom360-n8n/n8n-nodes-ecom360/blob/main/docs/sample-cart.json';
const STEPS = [
	'1. Copy the Production URL under Webhook URLs above. Cashfree cannot reach localhost or a private address such as 192.168.1.2.',
	`2. Enter it in the <a href="https://brands.zecpe.com/login" target="_blank">Ecom dashboard</a> as the callback URL for the topic ${ABANDONED_CHECKOUT}, version v1.`,
	"3. Generate the webhook key there, and paste it under Credential. For OCC and payments the key is your payment gateway's client secret.",
	'4. Publish (activate) this workflow.',
	`No cart yet? Click “set mock data” on the right and paste the <a href="${SAMPLE_CART}" target="_blank">sample cart</a>.`,
];
/**
 * Each step is a line of its own: n8n's notices keep only `a`, `ul` and `li`, and put a bullet before
 * each `li`.
 */
const NOTICE = STEPS.map((step) => `<ul>${step}</ul>`).join('');

/** The trigger's parameters, in the order of the panel. */
export const properties: INodeProperties[] = [
	{
		displayName: NOTICE,
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	events,
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
	signatureOptions,
];
