import { ABANDONED_CHECKOUT } from '../shared/events';
import type { RejectionReason } from './outcome';

/** What a shop owner is told of a delivery that started nothing. */
export interface Advice {
	/** What is wrong, in plain text. */
	message: string;
	/** What to do next, as HTML. */
	next: string;
}

const CHECK_TOPIC = `Check in the Ecom dashboard that this URL is subscribed to the topic ${ABANDONED_CHECKOUT}, version v1.`;

export const REJECTED: Record<RejectionReason, Advice> = {
	signature_missing: {
		message: 'The request carries no signature, so nobody can tell who sent it',
		next: "If you called this URL yourself, that is expected: only Cashfree signs its requests. If Cashfree sent it, look up the header that carries the signature and set it in 'Signature Header' under Signature Options.",
	},
	signature_malformed: {
		message: 'The signature header does not hold a signature that can be read',
		next: "Set 'Signature Encoding' and 'Signature Algorithm' under Signature Options back to their defaults. If they are, compare the length below with what Cashfree documents for your account.",
	},
	signature_mismatch: {
		message: 'The signature does not match the webhook key in your credential',
		next: "Copy the webhook key from the Ecom dashboard again, paste it into the Ecom360 API credential and send another event. If you generated a new key lately, put the old one into 'Previous Webhook Key'. If the key is right, ask Cashfree how your account signs and choose it in 'Signature Scheme' under Signature Options.",
	},
	timestamp_out_of_tolerance: {
		message: 'The signature is right, but it was made too long ago or in the future',
		next: "Check the clock of the machine that runs n8n, or allow more minutes in 'Timestamp Tolerance' under Signature Options.",
	},
	webhook_key_missing: {
		message: 'There is no webhook key to check this request with',
		next: "Open the Ecom360 API credential and paste the webhook key from the Ecom dashboard, or for OCC and payments the client secret of your payment gateway. If you chose hex or Base64 in 'Webhook Key Encoding', the key has to be written that way.",
	},
	signature_scheme_invalid: {
		message: "'Signed Content' is not complete, so no signature can be checked",
		next: "Write what your account signs into 'Signed Content' under Signature Options, with {body} in it exactly once, such as {timestamp}.{body}. The other placeholders are {id}, {topic}, {version}, {storeUrl}, {url} and {header:NAME}. Where a 'Timestamp Tolerance' is set, something else than digits has to part {timestamp} from other placeholders.",
	},
	body_not_json: {
		message: 'The signature is right, but the content is not a JSON object',
		next: CHECK_TOPIC,
	},
	payload_unrecognized: {
		message: 'The signature is right, but the content holds no checkout',
		next: CHECK_TOPIC,
	},
	unexpected: {
		message: 'Something unforeseen happened while this event was read',
		next: "Look for 'Ecom360 delivery rejected' in the log of n8n, and report it with the place that stands there.",
	},
};
