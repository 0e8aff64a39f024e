import { ecom360Sample, parsed } from '../support/fixtures.mts';
import type { Vendor } from '../../nodes/Ecom360/shared/cashfree.ts';
import { signedDelivery, type SignedDelivery } from '../../scripts/delivery.mts';

export const KEY = 'whk_9f2c1d7e5b7d4c1f9f2c1d7e5b7d4c1f';
const INDIAN_NUMBER = '+91 60003 76569';

/** The carts that are measured, as their vendor would send and sign them. */
export const DELIVERIES: Record<string, SignedDelivery> = {
	'Ecom360 sample': delivery('ecom360'),
	'OCC sample': delivery('occ'),
	'Ecom360, Indian number': delivery('ecom360', { phone: INDIAN_NUMBER }),
	'100 lines': delivery('ecom360', { body: cartOf(100) }),
	'1,000 lines': delivery('ecom360', { body: cartOf(1000) }),
};

function delivery(vendor: Vendor, options: { phone?: string; body?: object } = {}): SignedDelivery {
	return signedDelivery({ vendor, key: KEY, ...options });
}

/** The sample with more lines, each for a different product. */
function cartOf(lines: number): object {
	const { event, data } = parsed(ecom360Sample) as {
		event: string;
		data: { line_items: object[] };
	};
	const line_items = Array.from({ length: lines }, (_, index) => ({
		...data.line_items[index % data.line_items.length],
		product_id: `prod_${index}`,
	}));
	return { event, data: { ...data, line_items } };
}
