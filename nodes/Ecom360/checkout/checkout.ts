import * as z from 'zod/v4-mini';

import type { Cart, LineItem, Promotion } from '../item/cart.schema';
import type { Customer } from '../item/customer.schema';
import type { Warning } from '../item/delivery.schema';
import { sumExact, type WrittenAmount } from '../payload/amounts';
import {
	checkout,
	type SentCheckout,
	type SentLineItem,
	type SentPromotion,
} from '../payload/sent-checkout';
import { meaningful } from '../payload/titles';
import type { Vendor } from '../shared/cashfree';
import { failure, type Result, success } from '../shared/result';
import { readCustomer } from './customer';
import { minorUnits, readCurrency } from './money';
import { readRecoveryUrl } from './recovery-link';

/** Turns an amount as sent into major units; null where there is none, or it cannot be read. */
export type AmountReader = (sent: WrittenAmount | null | undefined) => number | null;

/** Reads one line of a cart, of either vendor. */
export function readLineItem(sent: SentLineItem, readAmount: AmountReader): LineItem {
	return {
		productId: sent.productId,
		variantId: sent.variantId,
		sku: sent.sku,
		title: sent.title ?? meaningful(sent.sku),
		price:
			readAmount(sent.price) ?? readAmount(sent.discountedPrice) ?? readAmount(sent.originalPrice),
		quantity: sent.quantity,
		weightGrams: sent.weightGrams,
		imageUrl: sent.imageUrl,
	};
}

/** The sum of the quantities that are known; null where none is, or where no number can hold it. */
export function sumOfQuantities(lineItems: LineItem[]): number | null {
	if (lineItems.length === 0) return 0;
	const known = lineItems.map(({ quantity }) => quantity).filter((sent) => sent !== null);
	const sum = sumExact(known);
	return known.length > 0 && Number.isFinite(sum) ? sum : null;
}

export interface AbandonedCheckout {
	cart: Cart;
	customer: Customer;
	/** Whether the customer's phone can be a mobile, which WhatsApp could reach. */
	isReachable: boolean;
	/** Whose shape the body had. */
	vendor: Vendor;
	warnings: Set<Warning>;
}

/** What the payload may leave open: see the trigger's options of the same names. */
export interface ReadingRules {
	defaultCountry: string;
	currency: string;
	amountUnit: 'major' | 'minor';
}

/**
 * Reads a checkout of either vendor. Unknown values are null; odd ones are null and a warning.
 *
 * Refuses, with the paths that were looked for, only what identifies no cart at all.
 */
export function parseCheckout(
	data: unknown,
	vendor: Vendor,
	rules: ReadingRules,
): Result<AbandonedCheckout, string[]> {
	const parsed = z.safeParse(checkout, data);
	if (!parsed.success) {
		return failure(parsed.error.issues.map(({ path }) => pathAsSent(path, vendor)));
	}
	const sent = parsed.data;
	const warnings = new Set<Warning>();
	if (isCompleted(sent)) warnings.add('checkout_completed');
	const currency = readCurrency(sent, rules.currency, warnings);
	const readAmount = amountReader(
		rules.amountUnit === 'minor' ? minorUnits(currency) : 1,
		warnings,
	);
	const promotions = readPromotions(sent.promotions ?? [], readAmount);
	const lineItems = (sent.lineItems ?? []).map((line) => readLineItem(line, readAmount));

	const cart: Cart = {
		id: sent.cartId,
		token: sent.cartToken,
		storeUrl: sent.storeUrl,
		platform: sent.platform,
		recoveryUrl: readRecoveryUrl(sent.abandonedCheckoutUrl, warnings),
		currency,
		originalTotal: readAmount(sent.originalTotalPrice),
		discountTotal: readAmount(sent.totalDiscount),
		total: readAmount(sent.totalPrice),
		lineItemCount: sent.lineItems?.length ?? null,
		quantity: sent.lineItems === null ? null : sumOfQuantities(lineItems),
		lineItems,
		promotions,
		couponCode: promotions.find(({ code }) => code !== null)?.code ?? null,
		utm: sent.utmParameters,
	};
	return success({
		cart,
		...readCustomer(sent, rules.defaultCountry, warnings),
		vendor,
		warnings,
	});
}

/** Whether a checkout says that it became an order; an id of 0 does not count. */
function isCompleted({ completedAt, orderId }: SentCheckout): boolean {
	return meaningful(completedAt) !== null || (orderId !== '0' && meaningful(orderId) !== null);
}

/** A path in the vendor's spelling: `cartId` for OCC, `data.cart_id` for Ecom360. */
function pathAsSent(path: readonly PropertyKey[], vendor: Vendor): string {
	if (vendor === 'occ') return path.join('.');
	const snake = path.map((name) =>
		String(name).replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
	);
	return ['data', ...snake].join('.');
}

function amountReader(unitsPerMajor: number, warnings: Set<Warning>): AmountReader {
	return (sent) => {
		if (sent === undefined) warnings.add('amount_unreadable');
		return sent === undefined || sent === null ? null : sent.value / unitsPerMajor;
	};
}

function readPromotions(sent: SentPromotion[], readAmount: AmountReader): Promotion[] {
	return sent
		.map(({ code, value }) => ({ code, value: readAmount(value) }))
		.filter(({ code, value }) => code !== null || value !== null);
}
