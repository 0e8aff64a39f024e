import type { Warning } from '../item/delivery.schema';
import { type CurrencyMark, isCurrencyCode, readMark } from '../payload/amounts';
import type { SentCheckout } from '../payload/sent-checkout';

/** Money by `Intl`: how many decimals a currency has, and amounts as people read them. */

const MOST_FORMATS = 200;
const formats = new Map<string, Intl.NumberFormat | null>();

/** The formatter of a currency in a locale; null where one is unknown. Kept, since making one is slow. */
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
	if (!isCurrencyCode(currency) || !isLocale(locale)) return null;
	return new Intl.NumberFormat(locale, { style: 'currency', currency });
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
	const named = readNamed([sent.currency, sent.lineItems?.[0]?.currency], warnings);
	return chooseCurrency([named, ...amountsOf(sent)], fallback, warnings);
}

/**
 * The same for a payment or its order: `names` are its currency fields and `amounts` its amounts,
 * each likeliest first.
 */
export function readPaymentCurrency(
	names: ReadonlyArray<string | null>,
	amounts: readonly MaybeMark[],
	fallback: string,
	warnings: Set<Warning>,
): string {
	return chooseCurrency([readNamed(names, warnings), ...amounts], fallback, warnings);
}

type MaybeMark = CurrencyMark | null | undefined;

function readNamed(
	names: ReadonlyArray<string | null | undefined>,
	warnings: Set<Warning>,
): MaybeMark {
	for (const name of names) {
		if (name === null || name === undefined) continue;
		const mark = readMark(name);
		if (mark) return mark;
		warnings.add('currency_unreadable');
	}
	return undefined;
}

/** A clear mark comes before one that several currencies share. */
function chooseCurrency(marks: MaybeMark[], fallback: string, warnings: Set<Warning>): string {
	const known = marks.filter((mark) => typeof mark?.currency === 'string');
	const mark = known.find((sent) => !sent?.isAssumed) ?? known[0];
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
