import * as z from 'zod/v4-mini';

import { amountOrNull, currency, field, textOrNull, textsByName, time } from './field';

/** What is paid for, with the amount in major units of its currency. */
export const order = z.strictObject({
	id: field(textOrNull, "The shop's id for the order", {
		example: 'order_OFR_2',
		payments: '`order_id`',
	}),
	amount: field(amountOrNull, 'What the order costs, in major units (rupees)', {
		example: 2,
		payments: '`order_amount`',
	}),
	currency: field(currency, 'ISO 4217 code', {
		example: 'INR',
		payments:
			"`order_currency`, else the payment's, else a mark in an amount, else **Options → Default Currency**",
	}),
	tags: field(textsByName, 'What the shop noted on the order, such as a cart token', {
		example: { cart_token: 'abc123token' },
		payments: '`order_tags`',
	}),
	customerId: field(textOrNull, "The shop's id for the customer", {
		example: '7112AAA812234',
		payments: '`customer_id`',
	}),
});

const failure = z.strictObject({
	code: field(textOrNull, "Cashfree's code for the error", {
		example: 'TRANSACTION_DECLINED',
		payments: '`error_details.error_code`',
	}),
	reason: field(textOrNull, 'What went wrong, as a word to branch on', {
		example: 'auth_declined',
		payments: '`error_details.error_reason`',
	}),
	source: field(textOrNull, 'Where it went wrong: `customer`, `bank`, …', {
		example: 'customer',
		payments: '`error_details.error_source`',
	}),
	description: field(textOrNull, 'The same in a sentence', {
		example: 'Transaction declined due to risk',
		payments: '`error_details.error_description`',
	}),
});

export const payment = z.strictObject({
	id: field(textOrNull, "Cashfree's id for the payment", {
		example: '1453002795',
		payments: '`cf_payment_id`',
	}),
	status: field(textOrNull, '`SUCCESS`, `FAILED`, `USER_DROPPED` or `PENDING`', {
		example: 'SUCCESS',
		payments: '`payment_status`',
	}),
	amount: field(amountOrNull, 'What was paid, in major units (rupees)', {
		example: 1,
		payments: '`payment_amount`',
	}),
	currency: field(currency, 'ISO 4217 code', {
		example: 'INR',
		payments: "`payment_currency`, else the order's",
	}),
	method: field(textOrNull, 'How it was paid: `upi`, `credit_card`, `net_banking`, …', {
		example: 'upi',
		payments: '`payment_group`, else the one key of `payment_method`',
	}),
	message: field(textOrNull, "The bank's words", {
		example: '00::Transaction success',
		payments: '`payment_message`',
	}),
	bankReference: field(textOrNull, "The bank's reference", {
		example: '234928698581',
		payments: '`bank_reference`',
	}),
	paidAt: field(
		z.nullable(time),
		'When the payment was made or tried, UTC; `null` where the event names no time zone',
		{ example: '2025-01-15T06:50:29.000Z', payments: '`payment_time`' },
	),
	failure: field(
		z.nullable(failure),
		'Why the payment failed: `code`, `reason`, `source` and `description`, each `null` where unknown; `null` where the event gives no reason',
		{
			example: {
				code: 'TRANSACTION_DECLINED',
				reason: 'auth_declined',
				source: 'customer',
				description: 'Transaction declined',
			},
			payments: '`error_details`',
		},
	),
});

export type Order = z.output<typeof order>;
export type Payment = z.output<typeof payment>;
