import {
	type IExecuteFunctions,
	type INodeProperties,
	NodeOperationError,
	updateDisplayOptions,
} from 'n8n-workflow';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import * as z from 'zod/v4-mini';

import { ABANDONED_CHECKOUT } from '../../shared/cashfree';
import { send } from '../../transport/send';
import { cart, cartProperties, formatProperty, shopperProperties } from './cart-fields';
import { eventOf } from './item-event';
import { choice, readParameters } from './parameters';
import { payment, paymentEventProperty, paymentFieldsProperty } from './payment-fields';
import { delivered, type Delivered } from './results';
import { sampleCheckout } from './sample';
import { samplePayment } from './sample-payment';
import { sending, sendingProperties } from './sending';

/** What *Send Test* makes its event from. */
export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['event'], operation: ['sendTest'] } },
	[
		{
			displayName: 'Specify Event',
			name: 'specifyCheckout',
			type: 'options',
			default: 'fields',
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
		},
		{
			displayName: 'JSON',
			name: 'json',
			type: 'json',
			required: true,
			default: '',
			placeholder: 'e.g. { "event": "ABANDONED_CHECKOUT", "data": { … } }',
			description: 'The event, sent exactly as written here',
			hint: 'An Ecom360 Trigger drops an event that it has seen before: change the cart ID to send another one',
			displayOptions: { show: { specifyCheckout: ['json'] } },
		},
		{
			displayName: 'Event',
			name: 'event',
			type: 'options',
			default: ABANDONED_CHECKOUT,
			options: [
				{
					name: 'Abandoned Checkout',
					value: ABANDONED_CHECKOUT,
					description: 'As Ecom360 or Cashfree One Click Checkout sends it',
				},
				{ name: 'Payment', value: 'payment', description: 'As Cashfree Payments sends it' },
			],
			displayOptions: { show: { specifyCheckout: ['fields'] } },
		},
		formatProperty,
		paymentEventProperty,
		...shopperProperties,
		...cartProperties,
		paymentFieldsProperty,
	],
);

const Parameters = z.object({
	...sending,
	...cart,
	...payment,
	event: choice([ABANDONED_CHECKOUT, 'payment'], ABANDONED_CHECKOUT),
	specifyCheckout: choice(['fields', 'json'], 'fields'),
	json: z.unknown(),
});
type Parameters = z.output<typeof Parameters>;

/** Makes up an event, signs it as its vendor does, and sends it. */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<Delivered> {
	const properties = [...sendingProperties, ...description];
	const parameters = readParameters(context, itemIndex, Parameters, properties);
	const event = eventOf(bodyOf(parameters), { delivery: { id: randomUUID() } });
	if (!event.ok) {
		throw new NodeOperationError(context.getNode(), "'JSON' does not hold a JSON object", {
			description:
				'Write an event as Cashfree sends it: an object in braces, with keys in double quotes',
			itemIndex,
		});
	}
	return delivered(context, itemIndex, await send(context, itemIndex, event.value, parameters));
}

function bodyOf(parameters: Parameters): Buffer {
	const { specifyCheckout, json } = parameters;
	if (specifyCheckout === 'json') {
		// As written: a body that was parsed and rewritten would be a different one.
		return Buffer.from(typeof json === 'string' ? json : (JSON.stringify(json) ?? ''));
	}
	// A new one each time, since the trigger drops an event that it has seen before.
	const number = randomInt(1e9, 1e12);
	const ids = { cartNumber: number, token: randomBytes(12).toString('hex') };
	const event =
		parameters.event === 'payment'
			? samplePayment(parameters, number, Date.now())
			: sampleCheckout(parameters, ids);
	return Buffer.from(JSON.stringify(event));
}
