/**
 * What holds where neither a parameter nor the event says otherwise.
 *
 * Single names and not one object, since n8n's linter takes `default: DEFAULTS.currency` for none.
 */
import { WEBHOOK_HEADERS } from './webhook-headers';

/** ISO 3166. */
export const DEFAULT_COUNTRY = 'IN';
/** ISO 4217. */
export const DEFAULT_CURRENCY = 'INR';
/** BCP 47. */
export const DEFAULT_LOCALE = 'en-IN';
export const DEFAULT_DUPLICATE_WINDOW_HOURS = 24;
export const DEFAULT_SIGNATURE_HEADER = WEBHOOK_HEADERS.signature;
