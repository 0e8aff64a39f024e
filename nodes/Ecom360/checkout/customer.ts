import type { Address, Customer } from '../item/customer.schema';
import type { Warning } from '../item/delivery.schema';
import { consent } from '../payload/readers';
import type { SentAddress, SentCustomer, SentShopper } from '../payload/sent-checkout';
import { readCountry } from './country';
import { choosePhone } from './phone-choice';

type Names = Pick<Customer, 'firstName' | 'lastName' | 'fullName'>;
type Place = SentShopper | SentCustomer | SentAddress;

/** Gathers the shopper from the checkout's fields, its customer and the addresses under either. */
export function readCustomer(
	checkout: SentShopper,
	defaultCountry: string,
	warnings: Set<Warning>,
): { customer: Customer; isReachable: boolean } {
	const { customer } = checkout;
	const addresses = [
		customer.shippingAddress,
		checkout.shippingAddress,
		customer.billingAddress,
		checkout.billingAddress,
	];
	const address = readAddress(chooseAddress(addresses) ?? customer.shippingAddress);
	const places = [checkout, customer, ...addresses];
	const chosen = readPhone([checkout, customer], addresses, defaultCountry);
	if (chosen?.warning) warnings.add(chosen.warning);
	const phone = chosen?.phone;
	const { firstName, lastName, fullName } =
		[customer, checkout, ...addresses].map(readNames).find((names) => names) ?? NO_NAMES;
	const shopper: Customer = {
		firstName,
		lastName,
		fullName,
		email: places.map(({ email }) => oneAddress(email)).find((email) => email !== null) ?? null,
		phone: phone?.e164 ?? null,
		phoneAsSent: chosen?.text ?? null,
		callingCode: phone?.callingCode ?? null,
		nationalNumber: phone?.nationalNumber ?? null,
		countryCode: phone?.countryCode ?? address.countryCode,
		marketingConsent: consent([checkout.marketingConsent, customer.marketingConsent]),
		address,
	};
	return { customer: shopper, isReachable: phone?.isReachable ?? false };
}

/** The first address that says where, else the first that says anything, such as a country alone. */
function chooseAddress(addresses: readonly SentAddress[]): SentAddress | undefined {
	const saysWhere = ({ address1, address2, city, zip }: SentAddress) =>
		[address1, address2, city, zip].some((value) => value !== null);
	const saysAnything = (address: SentAddress) =>
		Object.values(address).some((value) => value !== null);
	return addresses.find(saysWhere) ?? addresses.find(saysAnything);
}

function readAddress(sent: SentAddress): Address {
	return {
		name: sent.name ?? sent.customerName ?? joined(sent.firstName, sent.lastName),
		address1: sent.address1,
		address2: sent.address2,
		city: sent.city,
		province: sent.province,
		provinceCode: sent.provinceCode,
		zip: sent.zip,
		country: sent.country,
		countryCode: countryOf(sent),
		phone: sent.phone,
	};
}

function joined(first: string | null, last: string | null): string | null {
	return [first, last].filter((part) => part !== null).join(' ') || null;
}

function countryOf({ countryCode, country }: SentAddress): string | null {
	return readCountry(countryCode ?? '') ?? readCountry(country ?? '') ?? null;
}

const LONGEST_EMAIL = 254;
/** The characters of RFC 5322's dot-atoms, and the letters of RFC 6531; a domain has a dot in it. */
const EMAIL =
	/^[\p{L}\p{N}\p{M}.!#$%&'*+/=?^_`{|}~-]+@(?:[\p{L}\p{N}\p{M}-]+\.)+[\p{L}\p{N}\p{M}-]{2,}$/u;

/** An e-mail address; null for a list of them, a placeholder, and whatever else cannot be one. */
function oneAddress(sent: string | null): string | null {
	return sent !== null && sent.length <= LONGEST_EMAIL && EMAIL.test(sent) ? sent : null;
}

const NO_NAMES: Names = { firstName: null, lastName: null, fullName: null };

/** The names of one place, such as the customer; undefined where it has none. */
function readNames(place: Place): Names | undefined {
	const { firstName, lastName, customerName } = place;
	const fullName =
		joined(firstName, lastName) ?? customerName ?? ('name' in place ? place.name : null);
	return fullName === null ? undefined : { firstName, lastName, fullName };
}

/** Each is read by the default country first, but those of an address by the address's own. */
function readPhone(
	people: ReadonlyArray<SentShopper | SentCustomer>,
	addresses: readonly SentAddress[],
	defaultCountry: string,
) {
	const named = addresses.map(countryOf).filter((country) => country !== null);
	const candidateOf = (text: string | null, first: string | null) => {
		const countries = new Set([first ?? defaultCountry, defaultCountry, ...named]);
		return text === null ? [] : [{ text, countries: [...countries] }];
	};
	return choosePhone([
		...people.flatMap(({ phone }) => candidateOf(phone, defaultCountry)),
		...addresses.flatMap((address) => candidateOf(address.phone, countryOf(address))),
	]);
}
