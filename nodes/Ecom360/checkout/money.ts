import type { Warning } from '../item/delivery.schema';
import type { SentCheckout } from '../payload/sent-checkout';

/** Money by `Intl`: how many decimals a currency has, and amounts as people read them. */

const MOST_FORMATS = 200;
const formats = new Map<string, Intl.NumberFormat | null>();

/** The formatter of a currency in a locale; null where `Intl` knows one of them not. Kept: making one is slow. */
function formatOf(currency: string, locale: string): Intl.NumberFormat | null {
	const name = `${locale} ${currency}`;
	const known = formats.get(name);
	if (known !== undefined) return known;
	const format = makeFormat(currency, locale);
	if (formats.size >= MOST_FORMATS) formats.clear();
	formats.set(name, format);
	return format;
}

function makeFormat(currency: string, locale: string): Intl.NumberFormat | null {
	if (!isCurrency(currency) || !isLocale(locale)) return null;
	return new Intl.NumberFormat(locale, { style: 'currency', currency });
}

/** Whether the text is a well-formed ISO 4217 code, such as `INR`. */
export function isCurrency(code: string): boolean {
	return /^[A-Z]{3}$/.test(code);
}

/** Whether the text is a well-formed BCP 47 tag, such as `en-IN`. */
export function isLocale(tag: string): boolean {
	try {
		return Intl.getCanonicalLocales(tag).length === 1;
	} catch {
		// The only way Intl has of saying no.
		return false;
	}
}

/** How many minor units make one major unit: 100 for INR, 1 for JPY, 1000 for KWD. */
export function minorUnits(currency: string): number {
	const decimals = formatOf(currency, 'en')?.resolvedOptions().maximumFractionDigits ?? 2;
	return 10 ** decimals;
}

/** Writes amounts in major units as text, such as `₹8,500.00`; bare numbers where the currency is unknown. */
export function moneyWriter(currency: string, locale: string): (amount: number) => string {
	const format = formatOf(currency, locale);
	return (amount) => format?.format(amount) ?? String(amount);
}

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
