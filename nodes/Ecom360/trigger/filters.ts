import type { AbandonedCheckout } from '../checkout/checkout';
import type { OrderPayment } from '../checkout/payment';
import { hostOf } from '../shared/web-address';
import type { Filters } from './settings';

export type FilterName = keyof Filters;

/** What the filters look at: a payment has no cart, and passes those about carts. */
export type Subject = AbandonedCheckout | OrderPayment;

type Check = (subject: Subject, filters: Filters) => boolean;
type CartCheck = (checkout: AbandonedCheckout, filters: Filters) => boolean;

function ofCart(check: CartCheck): Check {
	return (subject, filters) => !('cart' in subject) || check(subject, filters);
}

/**
 * The trigger's filters; one that is undefined or empty lets everything pass.
 *
 * An unknown total meets no bound: nobody can say that such a cart is worth it.
 */
const CHECKS: Record<FilterName, Check> = {
	minimumTotal: ofCart(
		({ cart }, { minimumTotal }) =>
			minimumTotal === undefined || (cart.total !== null && cart.total >= minimumTotal),
	),
	maximumTotal: ofCart(
		({ cart }, { maximumTotal }) =>
			maximumTotal === undefined || (cart.total !== null && cart.total <= maximumTotal),
	),
	stores: ofCart(
		({ cart }, { stores }) =>
			stores.length === 0 || (cart.storeUrl !== null && stores.includes(hostOf(cart.storeUrl))),
	),
	platforms: ofCart(({ cart, vendor }, { platforms }) =>
		isOneOf(cart.platform?.toUpperCase() ?? (vendor === 'occ' ? 'OCC' : null), platforms),
	),
	countries: ({ customer }, { countries }) => isOneOf(customer.countryCode, countries),
	requirePhone: ({ isReachable }, { requirePhone }) =>
		requirePhone === false || (requirePhone === true && isReachable),
	requireConsent: ({ customer }, { requireConsent }) =>
		requireConsent === false || (requireConsent === true && customer.marketingConsent === true),
};
const CHECK_LIST = Object.entries(CHECKS) as Array<[FilterName, Check]>;

function isOneOf(value: string | null, wanted: readonly string[]): boolean {
	return wanted.length === 0 || (value !== null && wanted.includes(value));
}

/** The first filter that leaves an event out; undefined where it deserves an execution. */
export function screen(subject: Subject, filters: Filters): FilterName | undefined {
	return CHECK_LIST.find(([, passes]) => !passes(subject, filters))?.[0];
}
