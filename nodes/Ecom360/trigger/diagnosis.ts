import { choiceName, entryName } from '../shared/display-name';
import { foreignText } from '../shared/foreign-text';
import { encodingOption, schemeOption } from '../shared/signature.description';
import type { Delivery } from '../webhook/delivery';
import { headerUnder, schemesToTry } from '../webhook/signature';
import { writtenSignatures } from '../webhook/signature-header';
import { REJECTED, type Advice } from './advice';
import { filters } from './filters.description';
import type { OtherTopic, Rejected, Unselected } from './outcome';
import type { Settings } from './settings';
import { events } from './trigger.description';

/** What the canvas shows of a delivery that started nothing. Holds no key, digest, or body. */
export interface Diagnosis {
	/** Plain text. */
	message: string;
	/** HTML, as n8n renders it: what a stranger sent is escaped. */
	description: string;
}

/** What is told besides what the delivery shows by itself. */
interface Told {
	/** What the scheme finder has to say of a signature that did not match. */
	advice?: Advice | undefined;
	/** HTML: what else the person should know. */
	note?: string | undefined;
}

/** Explains a refused or ignored delivery to the person who is listening in the editor. */
export function diagnose(
	refusal: Rejected | Unselected,
	delivery: Delivery,
	bodyBytes: number | undefined,
	settings: Settings,
	{ advice, note }: Told = {},
): Diagnosis {
	const also = note === undefined ? '' : `<br /><br />${note}`;
	if (refusal.kind === 'ignored') {
		const { message, next } = unselected(refusal);
		return { message, description: next + also };
	}
	const { message, next } = advice ?? REJECTED[refusal.reason];
	const found = findings(refusal, delivery, bodyBytes, settings);
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
): string[] {
	return [
		`Reason: ${reason}`,
		...(issues ? [`Looked for: ${issues.map(foreignText).join(', ')}`] : []),
		`Signature header '${foreignText(headerUnder(settings.signature, settings.signature.scheme))}': ${describeSignature(delivery, settings)}`,
		`Timestamp header: ${delivery.timestamp === undefined ? 'none' : 'present'}`,
		`Body: ${bodyBytes === undefined ? 'not read' : `${bodyBytes} bytes`}`,
		`Topic: ${foreignText(delivery.topic ?? 'none')}`,
		`Version: ${foreignText(delivery.version ?? 'none')}`,
		`Schemes tried: ${describeSchemes(delivery, settings)}`,
	];
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
	const signing = `It was signed as '${scheme}' says, written in ${encoding}: to accept nothing else, choose both under Signature Options.`;
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
function describeSignature(delivery: Delivery, { signature }: Settings): string {
	const value = delivery.header(headerUnder(signature, signature.scheme))?.trim() ?? '';
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
