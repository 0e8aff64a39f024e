import type { AbandonedCheckout } from '../checkout/checkout';
import { failure, success, type Result } from '../shared/result';
import { hostOf } from '../shared/web-address';

/** The trigger's filters; one that is undefined or empty lets everything pass. */
export interface Filters {
	minimumTotal: number | undefined;
	maximumTotal: number | undefined;
	/** Host names, as `hostOf` writes them. */
	stores: readonly string[];
	/** Upper case. */
	platforms: readonly string[];
	/** ISO 3166, upper case. */
	countries: readonly string[];
	requirePhone: boolean;
	requireConsent: boolean;
}

export type FilterName = keyof Filters;

type Check = (checkout: AbandonedCheckout, filters: Filters) => boolean;

/** A total that nobody knows meets no bound: such a cart cannot be said to be worth it. */
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
	requirePhone: ({ customer }, { requirePhone }) => !requirePhone || customer.phone !== null,
	requireConsent: ({ customer }, { requireConsent }) =>
		!requireConsent || customer.marketingConsent === true,
};
const CHECK_LIST = Object.entries(CHECKS) as Array<[FilterName, Check]>;

function isOneOf(value: string | null, wanted: readonly string[]): boolean {
	return wanted.length === 0 || (value !== null && wanted.includes(value));
}

/** Whether a checkout deserves an execution; if not, the first filter that says no. */
export function screen(
	checkout: AbandonedCheckout,
	filters: Filters,
): Result<AbandonedCheckout, FilterName> {
	const failed = CHECK_LIST.find(([, passes]) => !passes(checkout, filters));
	return failed ? failure(failed[0]) : success(checkout);
}
