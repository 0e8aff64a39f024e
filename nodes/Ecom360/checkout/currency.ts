import { isCurrency } from './money';
import type { Warning } from './warning';
import type { SentCheckout } from '../schemas/payload.schema';

/**
 * The currency of a checkout, ISO 4217: the one that the event names, else the one that a mark in
 * an amount names (`€45`), else `fallback`, which is the trigger's option.
 *
 * A mark that several currencies share (`$`) is read as one of them, with a warning.
 */
export function readCurrency(sent: SentCheckout, fallback: string, warnings: Set<Warning>): string {
	const named = (sent.currency ?? sent.lineItems?.[0]?.currency)?.toUpperCase();
	if (named !== undefined && isCurrency(named)) return named;
	if (named !== undefined) warnings.add('currency_unreadable');
	const marks = amountsOf(sent).filter((amount) => typeof amount?.currency === 'string');
	const mark = marks.find((amount) => !amount?.isAssumed) ?? marks[0];
	if (mark?.isAssumed) warnings.add('currency_assumed');
	return mark?.currency ?? fallback;
}

function amountsOf({ totalPrice, originalTotalPrice, totalDiscount, lineItems }: SentCheckout) {
	const amounts = [totalPrice, originalTotalPrice, totalDiscount];
	for (const { price, discountedPrice, originalPrice } of lineItems ?? []) {
		amounts.push(price, discountedPrice, originalPrice);
	}
	return amounts;
}
