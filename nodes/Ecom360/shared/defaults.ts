import { ABANDONED_CHECKOUT } from './events';
import { WEBHOOK_HEADERS } from './webhook-headers';

/** What holds where neither a parameter nor the event says otherwise. */
export const DEFAULTS = {
	events: [ABANDONED_CHECKOUT],
	/** ISO 3166. */
	country: 'IN',
	/** ISO 4217. */
	currency: 'INR',
	/** BCP 47. */
	locale: 'en-IN',
	duplicateWindowHours: 24,
	signatureHeader: WEBHOOK_HEADERS.signature,
};
