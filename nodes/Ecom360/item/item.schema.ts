/**
 * What the trigger outputs: every key is always present, and unknown is null.
 *
 * The node takes its types from here, `docs/fields.md` its tables, and the tests and the fuzzer what
 * an item must be. Nothing is checked while a delivery is received: the compiler has done that.
 */
import * as z from 'zod/v4-mini';

import { ABANDONED_CHECKOUT } from '../shared/cashfree';
import { cart, cartAlone, lineItem } from './cart.schema';
import { customer } from './customer.schema';
import { delivery } from './delivery.schema';
import { field, line, object } from './field';
import { order, payment } from './payment.schema';
import { whatsapp } from './whatsapp.schema';

export const common = {
	event: field(line(101), 'Which event it was, always spelled the same', {
		example: ABANDONED_CHECKOUT,
	}),
	customer,
	whatsapp,
	delivery,
	payload: field(
		z.optional(object),
		'Only with **Options → Add Original Event**: the event as it was sent. Integers that a number cannot hold are text, so that every digit is kept',
	),
};

/** One item per checkout. */
export const checkoutItem = z.strictObject({ ...common, cart });

/** One item per line item; a cart without lines has one item without a line. */
export const lineItemItem = z.strictObject({
	...common,
	cart: cartAlone,
	lineItem: z.nullable(lineItem),
});

/** One item for a payment. */
export const paymentItem = z.strictObject({ ...common, order, payment });

export type CheckoutItem = z.output<typeof checkoutItem>;
export type LineItemItem = z.output<typeof lineItemItem>;
export type PaymentItem = z.output<typeof paymentItem>;
export type Item = CheckoutItem | LineItemItem | PaymentItem;

// Exported from here as well, so that a script loads the notes only once.
export { FIELD_NOTES, type FieldNotes } from './field';
