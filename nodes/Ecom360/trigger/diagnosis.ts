import { ABANDONED_CHECKOUT } from '../shared/cashfree';
import { choiceName, entryName } from '../shared/display-name';
import { foreignText } from '../shared/foreign-text';
import { encodingOption, schemeOption } from '../shared/signature.description';
import type { RejectionReason } from '../shared/rejection';
import type { Delivery } from '../webhook/delivery';
import { schemesToTry } from '../webhook/signature';
import { writtenSignatures } from '../webhook/signature-header';
import type { OtherTopic, Rejected, Unselected } from './outcome';
import { filters } from './panel/filters.description';
import { events } from './panel/properties';
import type { Settings } from './settings';

/** What a shop owner is told about a delivery that started nothing. */
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
		next: "Copy the webhook key from the Ecom dashboard again, paste it into the Ecom360 API credential and send another event. If you generated a new key recently, put the old one into 'Previous Webhook Key'. If the key is right, ask Cashfree how your account signs and choose it in 'Signature Scheme' under Signature Options.",
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
		message: 'The signature options cannot work, so no signature can be checked',
		next: "Give each of the Signature Options an entry that it offers. With the scheme Custom, write what your account signs into 'Signed Content', with {body} in it exactly once, such as {timestamp}.{body}. The other placeholders are {id}, {topic}, {version}, {storeUrl}, {url} and {header:NAME}. With a 'Timestamp Tolerance', put something other than digits between {timestamp} and any other placeholder.",
	},
	body_not_json: {
		message: 'The signature is right, but the content is not a JSON object',
		next: CHECK_TOPIC,
	},
	payload_unrecognized: {
		message: 'The signature is right, but the content holds no checkout',
		next: CHECK_TOPIC,
	},
	delivery_in_progress: {
		message: 'A copy of this event is still on its way through n8n',
		next: 'Nothing is lost: its sender was told to send it again in a minute.',
	},
	unexpected: {
		message: 'Something unforeseen happened while this event was being read',
		next: "Look for 'Ecom360 delivery rejected' in n8n's log, and report it together with the place given there.",
	},
};

/** What the canvas shows for a delivery that started nothing. Holds no key, digest, or body. */
export interface Diagnosis {
	/** Plain text. */
	message: string;
	/** HTML, as n8n renders it: what a stranger sent is escaped. */
	description: string;
}

/** What to tell beyond what the delivery itself shows. */
interface Told {
	/** What the scheme finder has to say about a signature that did not match. */
	advice?: Advice | undefined;
	/** HTML: what else the person should know. */
	note?: string | undefined;
	/** Whether it may be mailed: mail programs turn what a stranger wrote into links. */
	isMailed?: boolean;
}

/** Explains a refused or ignored delivery to the person who is listening in the editor. */
export function diagnose(
	refusal: Rejected | Unselected,
	delivery: Delivery,
	bodyBytes: number | undefined,
	settings: Settings,
	{ advice, note, isMailed = false }: Told = {},
): Diagnosis {
	const also = note === undefined ? '' : `<br /><br />${note}`;
	if (refusal.kind === 'ignored') {
		const { message, next } = unselected(refusal);
		return { message, description: next + also };
	}
	const { message, next } = advice ?? REJECTED[refusal.reason];
	const found = findings(
		refusal,
		delivery,
		bodyBytes,
		settings,
		isMailed ? plainWord : foreignText,
	);
	const list = found.map((finding) => `<li>${finding}</li>`).join('');
	return {
		message,
		description: `${next}${also}<br /><br />For Cashfree's support:<ul>${list}</ul>`,
	};
}

function findings(
	{ reason, issues }: Rejected,
	delivery: Delivery,
	bodyBytes: number | undefined,
	settings: Settings,
	foreign: (sent: string) => string,
): string[] {
	return [
		`Reason: ${reason}`,
		...(issues ? [`Looked for: ${issues.map(foreignText).join(', ')}`] : []),
		`Signature header '${foreignText(delivery.signatureHeader)}': ${describeSignature(delivery)}`,
		`Timestamp header: ${delivery.timestamp === undefined ? 'none' : 'present'}`,
		`Body: ${bodyBytes === undefined ? 'not read' : `${bodyBytes} bytes`}`,
		`Topic: ${foreign(delivery.topic ?? 'none')}`,
		`Version: ${foreign(delivery.version ?? 'none')}`,
		`Schemes tried: ${describeSchemes(delivery, settings)}`,
	];
}

/** A word, a version or a date: nothing that a program turns into a link or a phone number. */
const PLAIN_WORD = /^(?:[a-z_-]{1,60}|v?\d{1,3}|\d{4}-\d{2}-\d{2})$/i;

function plainWord(sent: string): string {
	return PLAIN_WORD.test(sent) ? sent : 'not a known one';
}

function unselected(ignored: Unselected): Advice {
	if (ignored.reason === 'topic') return otherTopic(ignored);
	const filter = entryName(filters, ignored.filter);
	return {
		message: `The event is genuine, but your filter '${filter}' leaves it out`,
		next: `This starts no execution. To let it pass, change '${filter}' under Filters.`,
	};
}

function otherTopic({ because, event, signedAs }: OtherTopic): Advice {
	const scheme = choiceName(schemeOption, signedAs.scheme);
	const encoding = choiceName(encodingOption, signedAs.encoding);
	const signing = `It was signed with the scheme '${scheme}', in ${encoding}: to accept nothing else, choose both under Signature Options.`;
	switch (because) {
		case 'testEvent':
			return {
				message:
					"Cashfree's test event arrived: the address and the key are right. It holds no checkout, so nothing starts.",
				next: `Publish the workflow to receive real events. ${signing}`,
			};
		case 'holdsNothing':
			return {
				message: 'The address and the key are right, but this event holds no checkout or payment',
				next: `It is called '${foreignText(event)}', and starts no execution. ${signing}`,
			};
		case 'notSelected':
			return {
				message: 'The event is genuine, but it is not one that this trigger waits for',
				next: `It is called '${foreignText(choiceName(events, event))}', and starts no execution. To receive it, choose it in 'Trigger On'.`,
			};
	}
}

/** How the header's value is written, never what it is. */
function describeSignature(delivery: Delivery): string {
	const value = delivery.header(delivery.signatureHeader)?.trim() ?? '';
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
	const schemes = schemesToTry(signature, delivery.timestamp);
	const tried =
		schemes.length > 0 ? schemes.join(', ') : `${signature.scheme}, which needs a timestamp header`;
	return `${tried}; ${signature.algorithm}; ${signature.encoding} encoding`;
}
