import { ABANDONED_CHECKOUT } from '../shared/events';
import type { Delivery } from '../webhook/delivery';
import { schemesToTry } from '../webhook/signature';
import { writtenSignatures } from '../webhook/signature-header';
import type { Rejected, RejectionReason, Unselected } from './outcome';
import type { Settings } from './settings';

/** What the canvas shows of a delivery that started nothing. Holds no key, digest, or body. */
export interface Diagnosis {
	message: string;
	description: string;
}

interface Advice {
	message: string;
	/** What to do next. */
	next: string;
}

const CHECK_TOPIC = `Check in the Ecom dashboard that this URL is subscribed to the topic ${ABANDONED_CHECKOUT}, version v1.`;

const REJECTED: Record<RejectionReason, Advice> = {
	signature_missing: {
		message: 'The request carries no signature, so nobody can tell who sent it',
		next: "If you called this URL yourself, that is expected: only Cashfree signs its requests. If Cashfree sent it, look up the header that carries the signature and set it in 'Signature Header' under Options.",
	},
	signature_malformed: {
		message: 'The signature header does not hold a signature that can be read',
		next: "Set 'Signature Encoding' and 'Signature Algorithm' under Options back to their defaults. If they are, compare the length below with what Cashfree documents for your account.",
	},
	signature_mismatch: {
		message: 'The signature does not match the webhook key in your credential',
		next: "Copy the webhook key from the Ecom dashboard again, paste it into the Ecom360 API credential and send another event. If you generated a new key lately, put the old one into 'Previous Webhook Key'. If the key is right, ask Cashfree how your account signs and pin it with 'Signature Scheme' under Options.",
	},
	timestamp_out_of_tolerance: {
		message: 'The signature is right, but it was made too long ago or in the future',
		next: "Check the clock of the machine that runs n8n, or allow more minutes in 'Timestamp Tolerance' under Options.",
	},
	webhook_key_missing: {
		message: 'There is no webhook key to check this request with',
		next: "Open the Ecom360 API credential and paste the webhook key from the Ecom dashboard. If you chose hex or Base64 in 'Webhook Key Encoding', the key has to be written that way.",
	},
	body_not_json: {
		message: 'The signature is right, but the content is not a JSON object',
		next: CHECK_TOPIC,
	},
	payload_unrecognized: {
		message: 'The signature is right, but the content holds no checkout',
		next: CHECK_TOPIC,
	},
};

/** Explains a refused or ignored delivery to the person who is listening in the editor. */
export function diagnose(
	refusal: Rejected | Unselected,
	delivery: Delivery,
	bodyBytes: number | undefined,
	settings: Settings,
): Diagnosis {
	const { message, next } =
		refusal.kind === 'rejected' ? REJECTED[refusal.reason] : unselected(refusal);
	const found = [
		`Reason: ${refusal.reason}`,
		...(refusal.kind === 'rejected' && refusal.issues
			? [`Looked for: ${refusal.issues.join(', ')}`]
			: []),
		`Signature header '${settings.signature.header}': ${describeSignature(delivery, settings)}`,
		`Timestamp header: ${delivery.timestamp === undefined ? 'none' : 'present'}`,
		`Body: ${bodyBytes === undefined ? 'not read' : `${bodyBytes} bytes`}`,
		`Topic: ${delivery.topic ?? 'none'}`,
		`Version: ${delivery.version ?? 'none'}`,
		`Schemes tried: ${describeSchemes(delivery, settings)}`,
	];
	return { message, description: `${next} (${found.join('; ')})` };
}

function unselected(refusal: Unselected): Advice {
	if (refusal.reason === 'filter') {
		return {
			message: `The checkout is genuine, but your filter '${refusal.filter}' leaves it out`,
			next: 'This starts no execution. To let it pass, change the filter under Filters.',
		};
	}
	return {
		message: 'The event is genuine, but it is not one that this trigger waits for',
		next: "This starts no execution. To receive it, choose it in 'Trigger On'.",
	};
}

/** How the header's value is written, never what it is. */
function describeSignature(delivery: Delivery, { signature }: Settings): string {
	const value = delivery.header(signature.header)?.trim() ?? '';
	if (value === '') return 'none';
	const digits = writtenSignatures(value).at(-1) ?? '';
	const looks = /^[0-9a-f]+$/i.test(digits)
		? 'hex'
		: /^[\w+/-]+={0,2}$/.test(digits)
			? 'Base64'
			: 'neither hex nor Base64';
	return `present, ${value.length} characters, looks like ${looks}`;
}

function describeSchemes(delivery: Delivery, { signature }: Settings): string {
	const schemes = schemesToTry(signature.scheme, delivery.timestamp);
	const tried =
		schemes.length > 0 ? schemes.join(', ') : `${signature.scheme}, which needs a timestamp header`;
	return `${tried}; ${signature.algorithm}; ${signature.encoding} encoding`;
}
