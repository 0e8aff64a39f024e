import { readCustomer, type Customer } from './customer';
import { readLineItem, sumOfQuantities, type AmountReader, type LineItem } from './line-item';
import { isCurrency, minorUnits } from './money';
import { failure, success, type Result } from '../shared/result';
import { CHECKOUT, ENVELOPE, LINE_ITEM, PROMOTION, UTM } from '../schemas/payload.schema';
import type { Warning } from './warning';
import {
	amount,
	httpUrl,
	isObject,
	objects,
	readFields,
	text,
	type JsonObject,
} from '../schemas/readers';

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

/** One of these, or a line item, must be there, or what was sent is no checkout. */
const IDENTIFYING = ['cartId', 'cartToken', 'abandonedCheckoutUrl'] as const;

/** The event's name and the object that holds the checkout: Ecom360's `data`, or OCC's body itself. */
export function openEnvelope(body: JsonObject): {
	event: string | null;
	data: unknown;
	isOcc: boolean;
} {
	const fields = readFields(ENVELOPE, body);
	const event = fields[ENVELOPE.at.event];
	const data = fields[ENVELOPE.at.data];
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
	const fields = readFields(CHECKOUT, data);
	const { at } = CHECKOUT;
	const sentLines = objects(fields[at.lineItems]);
	const isIdentified = IDENTIFYING.some((name) => text(fields[at[name]]) !== null);
	if (!isIdentified && !sentLines?.length) return failure(missing(isOcc));

	const warnings = new Set<Warning>();
	const lines = (sentLines ?? []).map((line) => readFields(LINE_ITEM, line));
	const currency = readCurrency(
		[fields[at.currency], lines[0]?.[LINE_ITEM.at.currency]],
		rules.currency,
		warnings,
	);
	const readAmount = amountReader(
		rules.amountUnit === 'minor' ? minorUnits(currency) : 1,
		warnings,
	);
	const promotions = readPromotions(fields[at.promotions], readAmount);
	const recoveryUrl = readRecoveryUrl(fields[at.abandonedCheckoutUrl], warnings);
	const lineItems = lines.map((line) => readLineItem(line, readAmount));

	const cart: Cart = {
		id: text(fields[at.cartId]),
		token: text(fields[at.cartToken]),
		storeUrl: text(fields[at.storeUrl]),
		platform: text(fields[at.platform]),
		recoveryUrl,
		currency,
		originalTotal: readAmount(fields[at.originalTotalPrice]),
		discountTotal: readAmount(fields[at.totalDiscount]),
		total: readAmount(fields[at.totalPrice]),
		lineItemCount: sentLines?.length ?? null,
		quantity: sentLines === null ? null : sumOfQuantities(lineItems),
		lineItems,
		promotions,
		couponCode: promotions.find(({ code }) => code !== null)?.code ?? null,
		utm: readUtm(fields[at.utmParameters]),
	};
	return success({
		cart,
		customer: readCustomer(fields, rules.defaultCountry, warnings),
		isOcc,
		warnings,
	});
}

function missing(isOcc: boolean): string[] {
	const names = [...IDENTIFYING, 'lineItems'];
	if (isOcc) return names;
	return names.map(
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

function readPromotions(value: unknown, readAmount: AmountReader): Promotion[] {
	const { at } = PROMOTION;
	return (objects(value) ?? [])
		.map((promotion) => readFields(PROMOTION, promotion))
		.map((sent) => ({
			code: text(sent[at.code]) ?? text(sent[at.title]),
			value: readAmount(sent[at.value]),
		}))
		.filter(({ code, value: worth }) => code !== null || worth !== null);
}

/** Campaign parameters, sent as an object or as a list of `{name, value}`; blank ones are dropped. */
function readUtm(value: unknown): Record<string, string> {
	const pairs = Array.isArray(value)
		? value
				.map((pair) => readFields(UTM, pair))
				.map((sent) => [text(sent[UTM.at.name]), text(sent[UTM.at.value])] as const)
		: Object.entries(isObject(value) ? value : {}).map(
				([name, sent]) => [name, text(sent)] as const,
			);
	// fromEntries makes own keys only, whatever they are called.
	return Object.fromEntries(
		pairs.filter((pair): pair is [string, string] => pair[0] !== null && pair[1] !== null),
	);
}
