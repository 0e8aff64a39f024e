import * as z from 'zod/v4-mini';

import { readCurrency } from './currency';
import { readCustomer } from './customer';
import { readLineItem, sumOfQuantities, type AmountReader } from './line-item';
import { minorUnits } from './money';
import type { Warning } from './warning';
import type { Cart, Promotion } from '../schemas/cart.schema';
import type { Customer } from '../schemas/customer.schema';
import { checkout, type SentPromotion } from '../schemas/payload.schema';
import { httpUrl } from '../schemas/readers';
import { failure, success, type Result } from '../shared/result';
import type { Vendor } from '../shared/vendor';

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
 * Refused, with the paths that were looked for, is only what identifies no cart at all.
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

/** A path in the vendor's spelling: `cartId` of OCC, `data.cart_id` of Ecom360. */
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

function readRecoveryUrl(sent: string | null, warnings: Set<Warning>): string | null {
	if (sent === null) return null;
	const address = httpUrl(sent);
	if (address !== null && URL.canParse(address)) return address;
	warnings.add('recovery_url_invalid');
	return null;
}

function readPromotions(sent: SentPromotion[], readAmount: AmountReader): Promotion[] {
	return sent
		.map(({ code, title, value }) => ({ code: code ?? title, value: readAmount(value) }))
		.filter(({ code, value }) => code !== null || value !== null);
}
