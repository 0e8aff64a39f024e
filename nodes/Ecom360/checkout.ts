import { readCustomer, type Customer } from './customer';
import { isCurrency, minorUnits } from './money';
import { failure, success, type Result } from './result';
import {
	checkoutFields,
	envelopeFields,
	lineItemFields,
	promotionFields,
	utmFields,
	type LineItemFields,
} from './shapes';
import type { Warning } from './warning';
import { amount, httpUrl, isObject, measure, objects, text, type JsonObject } from './wire';

export interface LineItem {
	productId: string | null;
	variantId: string | null;
	sku: string | null;
	title: string | null;
	price: number | null;
	quantity: number | null;
	weightGrams: number | null;
	imageUrl: string | null;
}

export interface Promotion {
	code: string | null;
	value: number | null;
}

/** A cart with amounts in major units of its currency. */
export interface Cart {
	id: string | null;
	token: string | null;
	storeUrl: string | null;
	platform: string | null;
	recoveryUrl: string | null;
	currency: string;
	originalTotal: number | null;
	discountTotal: number | null;
	total: number | null;
	lineItemCount: number | null;
	quantity: number | null;
	lineItems: LineItem[];
	promotions: Promotion[];
	couponCode: string | null;
	utm: Record<string, string>;
}

export interface AbandonedCheckout {
	cart: Cart;
	customer: Customer;
	/** Whether the body had the flat shape of Cashfree OCC rather than Ecom360's envelope. */
	isOcc: boolean;
	warnings: Set<Warning>;
}

/** What the payload may leave open: see the trigger's options of the same names. */
export interface ReadingRules {
	defaultCountry: string;
	currency: string;
	amountUnit: 'major' | 'minor';
}

type AmountReader = (value: unknown) => number | null;

/** One of these must be there, or what was sent is no checkout. */
const IDENTIFYING = ['cartId', 'cartToken', 'abandonedCheckoutUrl', 'lineItems'] as const;

/** The event's name and the object that holds the checkout: Ecom360's `data`, or OCC's body itself. */
export function openEnvelope(body: JsonObject): {
	event: string | null;
	data: unknown;
	isOcc: boolean;
} {
	const { event, data } = envelopeFields(body);
	const isOcc = data === undefined && text(event) === null;
	return { event: text(event), data: isOcc || data === undefined ? body : data, isOcc };
}

/**
 * Reads a checkout of either vendor. Unknown values are null; odd ones are null and a warning.
 *
 * Refused, with the paths that were looked for, is only what identifies no cart at all.
 */
export function parseCheckout(
	data: unknown,
	isOcc: boolean,
	rules: ReadingRules,
): Result<AbandonedCheckout, string[]> {
	if (!isObject(data)) return failure(['data']);
	const fields = checkoutFields(data);
	if (IDENTIFYING.every((name) => !identifies(fields[name]))) return failure(missing(isOcc));

	const warnings = new Set<Warning>();
	const sentLines = objects(fields.lineItems);
	const lines = (sentLines ?? []).map(lineItemFields);
	const currency = readCurrency([fields.currency, lines[0]?.currency], rules.currency, warnings);
	const readAmount = amountReader(
		rules.amountUnit === 'minor' ? minorUnits(currency) : 1,
		warnings,
	);
	const promotions = readPromotions(fields.promotions, readAmount);

	const cart: Cart = {
		id: text(fields.cartId),
		token: text(fields.cartToken),
		storeUrl: text(fields.storeUrl),
		platform: text(fields.platform),
		recoveryUrl: readRecoveryUrl(fields.abandonedCheckoutUrl, warnings),
		currency,
		originalTotal: readAmount(fields.originalTotalPrice),
		discountTotal: readAmount(fields.totalDiscount),
		total: readAmount(fields.totalPrice),
		lineItemCount: sentLines?.length ?? null,
		quantity: sentLines === null ? null : sumOfQuantities(lines),
		lineItems: lines.map((line) => readLineItem(line, readAmount)),
		promotions,
		couponCode: promotions.find(({ code }) => code !== null)?.code ?? null,
		utm: readUtm(fields.utmParameters),
	};
	return success({
		cart,
		customer: readCustomer(fields, rules.defaultCountry, warnings),
		isOcc,
		warnings,
	});
}

function identifies(value: unknown): boolean {
	return text(value) !== null || (objects(value)?.length ?? 0) > 0;
}

function missing(isOcc: boolean): string[] {
	if (isOcc) return [...IDENTIFYING];
	return IDENTIFYING.map(
		(name) => `data.${name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}`,
	);
}

function readCurrency(sent: unknown[], fallback: string, warnings: Set<Warning>): string {
	const code = sent
		.map(text)
		.find((candidate) => candidate !== null)
		?.toUpperCase();
	if (code === undefined) return fallback;
	if (isCurrency(code)) return code;
	warnings.add('currency_unreadable');
	return fallback;
}

function amountReader(unitsPerMajor: number, warnings: Set<Warning>): AmountReader {
	return (value) => {
		const sent = amount(value);
		if (sent === undefined) warnings.add('amount_unreadable');
		return sent === undefined || sent === null ? null : sent / unitsPerMajor;
	};
}

function readRecoveryUrl(value: unknown, warnings: Set<Warning>): string | null {
	const sent = text(value);
	if (sent === null) return null;
	const address = httpUrl(sent);
	if (address !== null && URL.canParse(address)) return address;
	warnings.add('recovery_url_invalid');
	return null;
}

function readLineItem(fields: LineItemFields, readAmount: AmountReader): LineItem {
	const sku = text(fields.sku) ?? text(fields.skuName);
	return {
		productId: text(fields.productId) ?? text(fields.reference),
		variantId: text(fields.variantId),
		sku,
		title: text(fields.title) ?? text(fields.name) ?? sku,
		price:
			readAmount(fields.price) ??
			readAmount(fields.discountedPrice) ??
			readAmount(fields.originalPrice),
		quantity: measure(fields.quantity),
		weightGrams: measure(fields.gram) ?? measure(fields.grams),
		imageUrl:
			httpUrl(fields.imageUrl) ?? httpUrl(fields.imageUrlStr) ?? httpUrl(fields.imageS3UrlStr),
	};
}

/** The sum of the quantities that are known; null where none is. */
function sumOfQuantities(lines: LineItemFields[]): number | null {
	if (lines.length === 0) return 0;
	const known = lines.map(({ quantity }) => measure(quantity)).filter((sent) => sent !== null);
	return known.length === 0 ? null : known.reduce((sum, sent) => sum + sent, 0);
}

function readPromotions(value: unknown, readAmount: AmountReader): Promotion[] {
	return (objects(value) ?? [])
		.map(promotionFields)
		.map((sent) => ({ code: text(sent.code) ?? text(sent.title), value: readAmount(sent.value) }))
		.filter(({ code, value: worth }) => code !== null || worth !== null);
}

/** Campaign parameters, sent as an object or as a list of `{name, value}`; blank ones are dropped. */
function readUtm(value: unknown): Record<string, string> {
	const pairs = Array.isArray(value)
		? value.map(utmFields).map(({ name, value: sent }) => [text(name), text(sent)] as const)
		: Object.entries(isObject(value) ? value : {}).map(
				([name, sent]) => [name, text(sent)] as const,
			);
	// fromEntries makes own keys only, whatever they are called.
	return Object.fromEntries(
		pairs.filter((pair): pair is [string, string] => pair[0] !== null && pair[1] !== null),
	);
}
