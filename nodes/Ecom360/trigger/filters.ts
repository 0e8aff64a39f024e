import type { AbandonedCheckout } from '../checkout/checkout';
import type { Filters } from './settings';
import { hostOf } from '../shared/web-address';

export type FilterName = keyof Filters;

type Check = (checkout: AbandonedCheckout, filters: Filters) => boolean;

/**
 * The trigger's filters; one that is undefined or empty lets everything pass.
 *
 * A total that nobody knows meets no bound: such a cart cannot be said to be worth it.
 */
const CHECKS: Record<FilterName, Check> = {
	minimumTotal: ({ cart }, { minimumTotal }) =>
		minimumTotal === undefined || (cart.total !== null && cart.total >= minimumTotal),
	maximumTotal: ({ cart }, { maximumTotal }) =>
		maximumTotal === undefined || (cart.total !== null && cart.total <= maximumTotal),
	stores: ({ cart }, { stores }) =>
		stores.length === 0 || (cart.storeUrl !== null && stores.includes(hostOf(cart.storeUrl))),
	platforms: ({ cart, isOcc }, { platforms }) =>
		isOneOf(cart.platform?.toUpperCase() ?? (isOcc ? 'OCC' : null), platforms),
	countries: ({ customer }, { countries }) => isOneOf(customer.countryCode, countries),
	requirePhone: ({ isReachable }, { requirePhone }) => !requirePhone || isReachable,
	requireConsent: ({ customer }, { requireConsent }) =>
		!requireConsent || customer.marketingConsent === true,
};
const CHECK_LIST = Object.entries(CHECKS) as Array<[FilterName, Check]>;

function isOneOf(value: string | null, wanted: readonly string[]): boolean {
	return wanted.length === 0 || (value !== null && wanted.includes(value));
}

/** The first filter that leaves a checkout out; undefined where it deserves an execution. */
export function screen(checkout: AbandonedCheckout, filters: Filters): FilterName | undefined {
	return CHECK_LIST.find(([, passes]) => !passes(checkout, filters))?.[0];
}
