import type { JsonObject } from '../../../nodes/Ecom360/shared/json.ts';
import { aCheckout } from '../../support/checkout.mts';

export const NO_ADDRESS = {
	name: null,
	address1: null,
	address2: null,
	city: null,
	province: null,
	provinceCode: null,
	zip: null,
	country: null,
	countryCode: null,
	phone: null,
};
export const NO_PHONE = { phone: null, callingCode: null, nationalNumber: null };
export const ASSAM = { phone: '+916000376569', callingCode: '+91', nationalNumber: '6000376569' };

/** The customer of an Ecom360 checkout with these fields, and its warnings. */
export function readCustomerOf(data: JsonObject, defaultCountry = 'IN') {
	const body = { event: 'ABANDONED_CHECKOUT', data: { cart_id: 1, ...data } };
	const { customer, warnings } = aCheckout(body, { defaultCountry });
	return { ...customer, warnings: [...warnings] };
}
