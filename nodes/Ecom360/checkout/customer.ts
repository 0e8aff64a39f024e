import { parsePhone, type PhoneNumber } from './phone';
import { ADDRESS, CHECKOUT, CONSENT, CUSTOMER } from '../schemas/payload.schema';
import type { Warning } from './warning';
import { isObject, readFields, text, type Fields } from '../schemas/readers';

export interface Address {
	name: string | null;
	address1: string | null;
	address2: string | null;
	city: string | null;
	province: string | null;
	provinceCode: string | null;
	zip: string | null;
	country: string | null;
	/** ISO 3166. */
	countryCode: string | null;
	/** As sent: not checked. */
	phone: string | null;
}

export interface Customer {
	firstName: string | null;
	lastName: string | null;
	fullName: string | null;
	email: string | null;
	/** E.164 and valid, or null. */
	phone: string | null;
	phoneAsSent: string | null;
	callingCode: string | null;
	nationalNumber: string | null;
	/** ISO 3166: the phone's country, else the address's. */
	countryCode: string | null;
	/** Null where the sender said nothing. */
	marketingConsent: boolean | null;
	address: Address;
}

type Names = Pick<Customer, 'firstName' | 'lastName' | 'fullName'>;

/** Gathers the shopper from the checkout's fields, its customer and the addresses under either. */
export function readCustomer(
	checkout: Fields,
	defaultCountry: string,
	warnings: Set<Warning>,
): Customer {
	const { at } = CHECKOUT;
	const customer = readFields(CUSTOMER, checkout[at.customer]);
	const addresses = [
		customer[CUSTOMER.at.shippingAddress],
		checkout[at.shippingAddress],
		customer[CUSTOMER.at.billingAddress],
		checkout[at.billingAddress],
	].map((sent) => readFields(ADDRESS, sent));
	const address = readAddress(addresses.find(hasContent) ?? []);
	const phone = readPhone(
		[
			checkout[at.phone],
			customer[CUSTOMER.at.phone],
			...addresses.map((sent) => sent[ADDRESS.at.phone]),
		],
		defaultCountry,
		warnings,
	);
	const { firstName, lastName, fullName } =
		readNames(customer, CUSTOMER.at) ??
		readNames(checkout, CHECKOUT.at) ??
		addresses.map((sent) => readNames(sent, ADDRESS.at)).find((names) => names) ??
		NO_NAMES;
	return {
		firstName,
		lastName,
		fullName,
		email:
			text(checkout[at.email]) ??
			text(customer[CUSTOMER.at.email]) ??
			addresses.map((sent) => text(sent[ADDRESS.at.email])).find((email) => email) ??
			null,
		phone: phone?.e164 ?? null,
		phoneAsSent: phone?.asSent ?? null,
		callingCode: phone?.callingCode ?? null,
		nationalNumber: phone?.nationalNumber ?? null,
		countryCode: phone?.countryCode ?? address.countryCode,
		marketingConsent: readConsent(checkout, at) ?? readConsent(customer, CUSTOMER.at),
		address,
	};
}

function hasContent(address: Fields): boolean {
	return address.some((value) => text(value) !== null);
}

function readAddress(sent: Fields): Address {
	const { at } = ADDRESS;
	return {
		name:
			text(sent[at.name]) ??
			text(sent[at.customerName]) ??
			joined(sent[at.firstName], sent[at.lastName]),
		address1: text(sent[at.address1]),
		address2: text(sent[at.address2]),
		city: text(sent[at.city]),
		province: text(sent[at.province]) ?? text(sent[at.state]),
		provinceCode: text(sent[at.provinceCode]),
		zip: text(sent[at.zip]) ?? text(sent[at.pincode]),
		country: text(sent[at.country]),
		countryCode: iso3166(sent[at.countryCode]) ?? iso3166(sent[at.country]),
		phone: text(sent[at.phone]),
	};
}

function joined(first: unknown, last: unknown): string | null {
	return [text(first), text(last)].filter((part) => part !== null).join(' ') || null;
}

function iso3166(value: unknown): string | null {
	const code = text(value)?.toUpperCase();
	return code !== undefined && /^[A-Z]{2}$/.test(code) ? code : null;
}

const NO_NAMES: Names = { firstName: null, lastName: null, fullName: null };

/** The names of one place, such as the customer; undefined where it has none. */
function readNames(
	sent: Fields,
	at: { firstName: number; lastName: number; customerName: number; name?: number },
): Names | undefined {
	const firstName = text(sent[at.firstName]);
	const lastName = text(sent[at.lastName]);
	const fullName =
		joined(firstName, lastName) ??
		text(sent[at.customerName]) ??
		(at.name === undefined ? null : text(sent[at.name]));
	return fullName === null ? undefined : { firstName, lastName, fullName };
}

/** The first number that could be dialled, in the places' order; else the first that was sent. */
function readPhone(
	sent: unknown[],
	defaultCountry: string,
	warnings: Set<Warning>,
): (Partial<PhoneNumber> & { asSent: string }) | undefined {
	// The same number usually stands in several places: each is read once.
	const numbers = [...new Set(sent.map(text))].filter((number) => number !== null);
	for (const asSent of numbers) {
		const phone = parsePhone(asSent, [defaultCountry]);
		if (phone) return { asSent, ...phone };
	}
	const [asSent] = numbers;
	if (asSent === undefined) return undefined;
	warnings.add('phone_invalid');
	return { asSent };
}

/** The first consent field of one place that can be read; null where there is none. */
function readConsent(
	sent: Fields,
	at: Record<
		'marketingConsent' | 'acceptsMarketing' | 'buyerAcceptsMarketing' | 'marketingOptIn',
		number
	>,
): boolean | null {
	return (
		flag(sent[at.marketingConsent]) ??
		flag(sent[at.acceptsMarketing]) ??
		flag(sent[at.buyerAcceptsMarketing]) ??
		flag(sent[at.marketingOptIn])
	);
}

const YES = new Set(['true', 'yes', '1', 'subscribed']);
const NO = new Set(['false', 'no', '0', 'unsubscribed', 'not_subscribed']);

/** Reads yes or no as a boolean, 0 or 1, a word, or Shopify's `{state: "subscribed"}`. */
function flag(value: unknown): boolean | null {
	if (value === undefined || typeof value === 'boolean') return value ?? null;
	const said = isObject(value) ? readFields(CONSENT, value)[CONSENT.at.state] : value;
	const word = text(said)?.toLowerCase() ?? '';
	if (YES.has(word)) return true;
	return NO.has(word) ? false : null;
}
