/**
 * What the trigger puts out: every key is always present, and unknown is null.
 *
 * The node takes its types from here, `docs/fields.md` its tables, and tests and fuzzer what an item
 * must be. Nothing is checked while a delivery is received: the compiler has done that.
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
	event: field(line(101), 'Which event it was, in one spelling', { example: ABANDONED_CHECKOUT }),
	customer,
	whatsapp,
	delivery,
	payload: field(
		z.optional(object),
		'With **Options → Add Original Event** only: the event as it was sent. Integers that a number cannot hold are texts, so that every digit is kept',
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

// What describes the fields is had from here, so that a script loads it but once.
export { FIELD_NOTES, type FieldNotes } from './field';
