import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import {
	NodeOperationError,
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';
import * as z from 'zod/v4-mini';

import { send } from '../../transport/send';
import { eventOf } from '../../webhook/item-event';
import { cart, cartProperties } from './cart-fields';
import { delivered } from './delivered';
import { choice, readParameters } from './parameters';
import { sampleCheckout } from './sample';
import { sending, sendingProperties } from './sending';

/** What *Send Test* makes its event of. */
export const description: INodeProperties[] = updateDisplayOptions(
	{ show: { resource: ['event'], operation: ['sendTest'] } },
	[
		{
			displayName: 'Specify Checkout',
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
			hint: 'An Ecom360 Trigger drops an event that it has seen: change the cart ID to send another one',
			displayOptions: { show: { specifyCheckout: ['json'] } },
		},
		...cartProperties,
	],
);

const Parameters = z.object({
	...sending,
	...cart,
	specifyCheckout: choice(['fields', 'json'], 'fields'),
	json: z.unknown(),
});
type Parameters = z.output<typeof Parameters>;

/** Makes up an event, signs it as its vendor does, and sends it. */
export async function execute(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
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
		// As written: a body that was parsed and written anew would be another one.
		return Buffer.from(typeof json === 'string' ? json : (JSON.stringify(json) ?? ''));
	}
	// A new cart each time, since the trigger drops one that it has seen.
	const ids = { cartNumber: randomInt(1e9, 1e12), token: randomBytes(12).toString('hex') };
	return Buffer.from(JSON.stringify(sampleCheckout(parameters, ids)));
}
