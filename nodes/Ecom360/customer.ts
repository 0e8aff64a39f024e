import { parsePhone } from './phone';
import {
	addressFields,
	consentFields,
	customerFields,
	type AddressFields,
	type CheckoutFields,
	type CustomerFields,
} from './shapes';
import type { Warning } from './warning';
import { isObject, text } from './wire';

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

type NameFields = Partial<Pick<AddressFields, 'firstName' | 'lastName' | 'name' | 'customerName'>>;
type Names = Pick<Customer, 'firstName' | 'lastName' | 'fullName'>;

/** Gathers the shopper from the checkout, its customer and the addresses under either. */
export function readCustomer(
	checkout: CheckoutFields,
	defaultCountry: string,
	warnings: Set<Warning>,
): Customer {
	const customer = customerFields(checkout.customer);
	const shipping = addressFields(customer.shippingAddress ?? checkout.shippingAddress);
	const billing = addressFields(customer.billingAddress ?? checkout.billingAddress);
	const address = readAddress(hasContent(shipping) ? shipping : billing);
	const numbers = [checkout.phone, customer.phone, shipping.phone, billing.phone];
	const phone = readPhone(numbers, defaultCountry, warnings);
	return {
		...readNames([customer, checkout, shipping, billing]),
		email: text(checkout.email) ?? text(customer.email) ?? text(shipping.email),
		...phone,
		countryCode: phone.countryCode ?? address.countryCode,
		marketingConsent: readConsent([checkout, customer]),
		address,
	};
}

function hasContent(address: AddressFields): boolean {
	return Object.values(address).some((value) => text(value) !== null);
}

function readAddress(sent: AddressFields): Address {
	return {
		name: text(sent.name) ?? text(sent.customerName) ?? joined(sent.firstName, sent.lastName),
		address1: text(sent.address1),
		address2: text(sent.address2),
		city: text(sent.city),
		province: text(sent.province) ?? text(sent.state),
		provinceCode: text(sent.provinceCode),
		zip: text(sent.zip) ?? text(sent.pincode),
		country: text(sent.country),
		countryCode: iso3166(sent.countryCode) ?? iso3166(sent.country),
		phone: text(sent.phone),
	};
}

function joined(first: unknown, last: unknown): string | null {
	return [text(first), text(last)].filter((part) => part !== null).join(' ') || null;
}

function iso3166(value: unknown): string | null {
	const code = text(value)?.toUpperCase();
	return code !== undefined && /^[A-Z]{2}$/.test(code) ? code : null;
}

/** The names of the first place that has any. */
function readNames(places: NameFields[]): Names {
	for (const { firstName, lastName, name, customerName } of places) {
		const fullName = joined(firstName, lastName) ?? text(customerName) ?? text(name);
		if (fullName !== null)
			return { firstName: text(firstName), lastName: text(lastName), fullName };
	}
	return { firstName: null, lastName: null, fullName: null };
}

/** The first number that could be dialled, in the places' order; what was sent is kept either way. */
function readPhone(
	sent: unknown[],
	defaultCountry: string,
	warnings: Set<Warning>,
): Pick<Customer, 'phone' | 'phoneAsSent' | 'callingCode' | 'nationalNumber' | 'countryCode'> {
	// The same number usually stands in several places: each is read once.
	const numbers = new Set(sent.map(text).filter((number) => number !== null));
	for (const phoneAsSent of numbers) {
		const phone = parsePhone(phoneAsSent, defaultCountry);
		if (!phone) continue;
		const { e164, callingCode, nationalNumber, countryCode } = phone;
		return { phone: e164, phoneAsSent, callingCode, nationalNumber, countryCode };
	}
	const [phoneAsSent = null] = numbers;
	if (phoneAsSent !== null) warnings.add('phone_invalid');
	return {
		phone: null,
		phoneAsSent,
		callingCode: null,
		nationalNumber: null,
		countryCode: null,
	};
}

/** The first consent field that can be read; null where there is none. */
function readConsent(places: Array<Partial<CustomerFields>>): boolean | null {
	for (const place of places) {
		const sent = [
			place.marketingConsent,
			place.acceptsMarketing,
			place.buyerAcceptsMarketing,
			place.marketingOptIn,
		];
		const consent = sent.map(flag).find((value) => value !== null);
		if (consent !== undefined) return consent;
	}
	return null;
}

const YES = new Set(['true', 'yes', '1', 'subscribed']);
const NO = new Set(['false', 'no', '0', 'unsubscribed', 'not_subscribed']);

/** Reads yes or no as a boolean, 0 or 1, a word, or Shopify's `{state: "subscribed"}`. */
function flag(value: unknown): boolean | null {
	if (typeof value === 'boolean') return value;
	const word = text(isObject(value) ? consentFields(value).state : value)?.toLowerCase() ?? '';
	if (YES.has(word)) return true;
	return NO.has(word) ? false : null;
}
