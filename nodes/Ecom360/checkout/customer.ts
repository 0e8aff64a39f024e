import type { Address, Customer } from '../item/customer.schema';
import type { Warning } from '../item/delivery.schema';
import { consent } from '../payload/readers';
import type { SentAddress, SentCustomer, SentShopper } from '../payload/sent-checkout';
import { readCountry } from './country';
import { choosePhone, type PhoneCandidate } from './phone';

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
	const chosen = readPhone([checkout, customer], addresses, address.countryCode, defaultCountry);
	if (chosen?.warning) warnings.add(chosen.warning);
	const phone = chosen?.phone;
	const { firstName, lastName, fullName } =
		[customer, checkout, ...addresses].map(readNames).find((names) => names) ?? NO_NAMES;
	const shopper: Customer = {
		firstName,
		lastName,
		fullName,
		email: places.find(({ email }) => email !== null)?.email ?? null,
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

const NO_NAMES: Names = { firstName: null, lastName: null, fullName: null };

/** The names of one place, such as the customer; undefined where it has none. */
function readNames(place: Place): Names | undefined {
	const { firstName, lastName, customerName } = place;
	const fullName =
		joined(firstName, lastName) ?? customerName ?? ('name' in place ? place.name : null);
	return fullName === null ? undefined : { firstName, lastName, fullName };
}

/** By the default country first, but in an address by the address's own. */
function readPhone(
	people: ReadonlyArray<SentShopper | SentCustomer>,
	addresses: readonly SentAddress[],
	addressCountry: string | null,
	defaultCountry: string,
) {
	const candidates: PhoneCandidate[] = [];
	const add = (phone: string | null, countries: ReadonlyArray<string | null>) => {
		if (phone === null) return;
		candidates.push({ text: phone, countries: countries.filter((country) => country !== null) });
	};
	for (const { phone } of people) add(phone, [defaultCountry, addressCountry]);
	for (const address of addresses) add(address.phone, [countryOf(address), defaultCountry]);
	return choosePhone(candidates);
}
