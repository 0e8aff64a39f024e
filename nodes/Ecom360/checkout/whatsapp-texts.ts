import type { LineItem } from '../item/cart.schema';
import type { Customer } from '../item/customer.schema';
import type { WhatsAppTexts } from '../item/whatsapp.schema';
import { DEFAULT_FALLBACK_TEXTS } from '../shared/cashfree';
import { hasLink, templateText, withoutLinks } from '../shared/texts';
import type { AbandonedCheckout } from './checkout';
import { greetingName } from './greeting';
import { moneyWriter } from './money';
import type { OrderPayment } from './payment';
import { buttonSuffix } from './recovery-link';

// A filled template body may have 1,024 characters in all, so no single parameter may come near that.
const LONGEST_NAME = 60;
const LONGEST_TITLE = 80;
const LONGEST_ITEMS = 300;
const LONGEST_CODE = 60;
const LONGEST_MONEY = 60;

/** The owner's words for what an event does not say; a blank one counts as not set. */
export type FallbackTexts = Readonly<Record<keyof typeof DEFAULT_FALLBACK_TEXTS, string>>;

/** Presents a checkout as template parameters; amounts are written in the locale (BCP 47). */
export function presentWhatsApp(
	{ cart, customer, isReachable }: AbandonedCheckout,
	locale: string,
	fallbackTexts: FallbackTexts = DEFAULT_FALLBACK_TEXTS,
): WhatsAppTexts {
	const money = moneyTexts(cart.currency, locale);
	const { reachable, to, customerName } = recipient(customer, isReachable, fallbackTexts);
	// One by one: fields that follow a spread cost several times as much (`npm run bench`).
	return {
		reachable,
		to,
		customerName,
		itemsText: itemsText(cart.lineItems) ?? ownText(fallbackTexts, 'itemsText', LONGEST_ITEMS),
		totalText: money(cart.total),
		originalTotalText: money(cart.originalTotal),
		discountText: money(cart.discountTotal),
		couponCode: shopperText(cart.couponCode, LONGEST_CODE, '-'),
		buttonSuffix: cart.recoveryUrl === null ? null : buttonSuffix(cart.recoveryUrl),
		imageUrl: headerPicture(cart.lineItems),
	};
}

/** Presents a payment as template parameters: there is no cart to name, and no link back to one. */
export function presentPayment(
	{ order, customer, isReachable }: OrderPayment,
	locale: string,
	fallbackTexts: FallbackTexts = DEFAULT_FALLBACK_TEXTS,
): WhatsAppTexts {
	return {
		...recipient(customer, isReachable, fallbackTexts),
		itemsText: ownText(fallbackTexts, 'orderText', LONGEST_ITEMS),
		totalText: moneyTexts(order.currency, locale)(order.amount),
		originalTotalText: '-',
		discountText: '-',
		couponCode: '-',
		buttonSuffix: null,
		imageUrl: null,
	};
}

function recipient(
	customer: Customer,
	isReachable: boolean,
	fallbackTexts: FallbackTexts,
): Pick<WhatsAppTexts, 'reachable' | 'to' | 'customerName'> {
	const nobody = ownText(fallbackTexts, 'customerName', LONGEST_NAME);
	return {
		reachable: isReachable,
		to: isReachable ? (customer.phone?.slice(1) ?? null) : null,
		customerName: shopperText(greetingName(customer), LONGEST_NAME, nobody),
	};
}

/** What a shopper or a shop wrote, unless cutting it made a link: `Dr.comet`, cut after `com`. */
function shopperText(sent: string | null, longest: number, fallback: string): string {
	const text = templateText(sent, longest, fallback);
	return hasLink(text) ? fallback : text;
}

function ownText(texts: FallbackTexts, name: keyof FallbackTexts, longest: number): string {
	return templateText(texts[name], longest, DEFAULT_FALLBACK_TEXTS[name]);
}

function moneyTexts(currency: string, locale: string): (amount: number | null) => string {
	const writeMoney = moneyWriter(currency, locale);
	return (amount) => (amount === null ? '-' : templateText(writeMoney(amount), LONGEST_MONEY, '-'));
}

/** Titles with their quantities, as many as fit, then how many more there are; null where there are none. */
function itemsText(lineItems: LineItem[]): string | null {
	let line = '';
	let shown = 0;
	// A line that the shopper took out of the cart may still be sent, with a quantity of 0.
	const inCart = lineItems.filter(({ quantity }) => quantity !== 0);
	for (const { title, quantity } of inCart) {
		const times = quantity !== null && quantity > 1 ? ` × ${quantity}` : '';
		const entry = `${shopperText(title && withoutLinks(title), LONGEST_TITLE, 'item')}${times}`;
		const longer = line === '' ? entry : `${line}, ${entry}`;
		if (longer.length > LONGEST_ITEMS) break;
		line = longer;
		shown += 1;
	}
	if (shown === 0) return null;
	return shown === inCart.length ? line : `${line} … + ${inCart.length - shown} more`;
}

/** After scheme and host: the path, then query and hash. */
const PARTS = /^https?:\/\/[^/?#]+(?:\/([^?#]*))?(?:[?#](.*))?$/i;
const TAKEN = /\.(?:jpe?g|png)$/i;
const REFUSED = /\b(?:webp|avif|svg|gif)\b/i;
/** What image servers call the parameter that asks for a format other than the path's. */
const CONVERTED = /(?:^|&)(?:format|fm|f|output|type)=(?:webp|avif|svg|gif)\b/i;

/**
 * The picture for a template's header: the first that is a JPEG or a PNG by its address, else the
 * first that may be one because its address has no extension.
 *
 * Meta takes only JPEG and PNG (Cloud API, "Supported media types"). It answers 200 to the address
 * of any other picture, and the message never arrives.
 */
function headerPicture(lineItems: readonly LineItem[]): string | null {
	let unknown: string | null = null;
	for (const { imageUrl } of lineItems) {
		if (imageUrl === null) continue;
		const [, path = '', rest = ''] = PARTS.exec(imageUrl) ?? [];
		if (TAKEN.test(path) && !CONVERTED.test(rest)) return imageUrl;
		if (!hasExtension(path) && !REFUSED.test(`${path} ${rest}`)) unknown ??= imageUrl;
	}
	return unknown;
}

function hasExtension(path: string): boolean {
	return path.slice(path.lastIndexOf('/') + 1).includes('.');
}
