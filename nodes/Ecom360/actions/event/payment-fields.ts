import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import * as z from 'zod/v4-mini';

import { PAYMENT_EVENTS } from '../../shared/cashfree';
import { choice, givenText, writtenAmount } from './parameters';

const ofPayment: IDisplayOptions = { show: { specifyCheckout: ['fields'], event: ['payment'] } };

/** How the made-up payment ended. */
export const paymentEventProperty: INodeProperties = {
	displayName: 'Payment Result',
	name: 'paymentEvent',
	type: 'options',
	default: 'paymentSuccess',
	options: [
		{
			name: 'Dropped',
			value: 'paymentUserDropped',
			description: 'The shopper left before paying',
		},
		{ name: 'Failed', value: 'paymentFailed', description: 'The bank or the shopper declined' },
		{
			name: 'Pending',
			value: 'paymentPending',
			description: 'The bank has not decided yet: no money has moved',
		},
		{ name: 'Success', value: 'paymentSuccess', description: 'The order is paid' },
	],
	displayOptions: ofPayment,
};

/** What a payment may have besides its shopper. */
export const paymentFieldsProperty: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'paymentFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Amount',
			name: 'amount',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: '',
			description: 'What the order costs. If left out, the amount of the sample cart.',
		},
		{
			displayName: 'Cart Token',
			name: 'cartTag',
			type: 'string',
			default: '',
			placeholder: 'e.g. c1a7f3b2',
			description: "Goes into the order's tags, by which a workflow finds the cart",
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. name@email.com',
			default: '',
			description: 'If left out, the shopper has a sample address',
		},
		{
			displayName: 'Order ID',
			name: 'orderId',
			type: 'string',
			default: '',
			placeholder: 'e.g. order_1001',
			description: 'If left out, one is made up',
		},
	],
	displayOptions: ofPayment,
};

/** The same fields as parameters. */
export const payment = {
	paymentEvent: choice(PAYMENT_EVENTS, 'paymentSuccess'),
	paymentFields: z.prefault(
		z.object({
			amount: writtenAmount,
			cartTag: givenText,
			email: givenText,
			orderId: givenText,
		}),
		{},
	),
};
export type PaymentFields = z.output<z.ZodMiniObject<typeof payment>> & {
	shopperName: string;
	shopperPhone: string;
};
