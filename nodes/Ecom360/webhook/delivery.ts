import { hash } from 'node:crypto';

import { WEBHOOK_HEADERS } from '../shared/cashfree';
import { templateText } from '../shared/texts';
import { contentOf, signedHeaders, type SignatureScheme } from './signed-content';
import { readTime } from './timestamp';

/** Header names as Node gives them (lower case); a repeated header is one comma-separated value. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** How the sender signs, as far as that decides which headers matter. */
export interface Signing {
	scheme: SignatureScheme | 'auto';
	signedContent?: string;
	/** The header that carries the signature. */
	header: string;
}

const DEFAULT_SIGNING: Signing = { scheme: 'auto', header: WEBHOOK_HEADERS.signature };

/** All but the signature's, which the trigger's options name. */
const DOCUMENTED: readonly string[] = Object.values(WEBHOOK_HEADERS).filter(
	(name) => name !== WEBHOOK_HEADERS.signature,
);
/** github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md, "Webhook headers". */
const STANDARD = {
	id: 'webhook-id',
	timestamp: 'webhook-timestamp',
	signature: 'webhook-signature',
};
/** Seen with Cashfree's payment links and `notify_url`, in the place of the documented pair. */
const CASHFREE_PAIR: ReadonlyMap<string, string> = new Map([
	[WEBHOOK_HEADERS.signature, 'x-cashfree-signature'],
	[WEBHOOK_HEADERS.timestamp, 'x-cashfree-timestamp'],
]);

const LONGEST_VALUE = 200;

/** One HTTP POST, as far as it is known before its body is read. */
export class Delivery {
	/** Where the documented pair of signature and timestamp is missing, the pair to read instead. */
	private readonly aliases: ReadonlyMap<string, string>;

	constructor(
		private readonly headers: Headers,
		/** Unix milliseconds. */
		readonly receivedAt: number,
		private readonly signing: Signing = DEFAULT_SIGNING,
	) {
		const isDefault = this.signatureHeader === WEBHOOK_HEADERS.signature;
		const isMissing = [...CASHFREE_PAIR.keys()].every((name) => this.sent(name) === undefined);
		this.aliases = isDefault && isMissing ? CASHFREE_PAIR : new Map();
	}

	/**
	 * The header that carries the signature, in lower case: Standard Webhooks has one of its own,
	 * unless a header other than the vendors' is set.
	 */
	get signatureHeader(): string {
		return headerUnder(this.signing, this.signing.scheme);
	}

	/** A header's value exactly as sent. */
	header(name: string): string | undefined {
		const folded = name.toLowerCase();
		return this.sent(this.aliases.get(folded) ?? folded);
	}

	private sent(folded: string): string | undefined {
		const value = Object.hasOwn(this.headers, folded) ? this.headers[folded] : undefined;
		return Array.isArray(value) ? value.join(',') : value;
	}

	/** A header as one short line; null where it is absent or blank. Headers are not signed. */
	line(name: string): string | null {
		return templateText(this.header(name), LONGEST_VALUE, '') || null;
	}

	get timestamp(): string | undefined {
		const usual = this.header(WEBHOOK_HEADERS.timestamp);
		return (usual ?? this.header(STANDARD.timestamp))?.trim();
	}

	get topic(): string | null {
		return this.line(WEBHOOK_HEADERS.topic);
	}

	get version(): string | null {
		return this.line(WEBHOOK_HEADERS.version);
	}

	get storeUrl(): string | null {
		return this.line(WEBHOOK_HEADERS.storeUrl);
	}

	/** Which attempt this is, counted from 1; null where the sender does not say. */
	get attempt(): number | null {
		const attempt = this.line(WEBHOOK_HEADERS.attempt);
		return attempt !== null && /^\d{1,9}$/.test(attempt) ? Number(attempt) : null;
	}

	/** When the sender says it signed, as ISO 8601; null where it does not say. */
	get sentAt(): string | null {
		const time = readTime(this.timestamp ?? '');
		return time === undefined ? null : new Date(time).toISOString();
	}

	/** The sender's name for this delivery, else the fingerprint of what was signed. */
	id(fingerprint: string): string {
		const { idempotencyKey, requestId } = WEBHOOK_HEADERS;
		const names = [idempotencyKey, requestId];
		// Standard Webhooks signs its id, so that one comes first.
		const inOrder =
			this.signing.scheme === 'standardWebhooks'
				? [STANDARD.id, ...names]
				: [...names, STANDARD.id];
		for (const name of inOrder) {
			const id = this.idIn(name);
			if (id !== null) return id;
		}
		return fingerprint;
	}

	/** Null where an id would have to be cut: another might begin the same way, and pass for a copy. */
	private idIn(name: string): string | null {
		return (this.header(name)?.length ?? 0) > LONGEST_VALUE ? null : this.line(name);
	}

	/**
	 * What the receiver of a forwarded copy needs to check the signature itself: the documented
	 * headers, those that the scheme signs, and the one that carries the signature, all as sent.
	 */
	forwardedHeaders(): Record<string, string> {
		const { scheme, signedContent } = this.signing;
		const content = scheme === 'auto' ? undefined : contentOf(scheme, signedContent);
		const names = [...DOCUMENTED, this.signatureHeader, ...(content ? signedHeaders(content) : [])];
		const asSent = names.map((name) => this.aliases.get(name) ?? name);
		return Object.fromEntries(
			asSent.flatMap((name) => {
				const value = this.sent(name);
				return value === undefined ? [] : [[name, value]];
			}),
		);
	}
}

/**
 * The header that carries a signature, in lower case: Standard Webhooks has one of its own, unless a
 * header other than the vendors' is set.
 */
export function headerUnder({ header }: { header: string }, scheme: Signing['scheme']): string {
	const name = header.toLowerCase();
	const isStandard = scheme === 'standardWebhooks' && name === WEBHOOK_HEADERS.signature;
	return isStandard ? STANDARD.signature : name;
}

/** A name for a body that is the same in every retry: SHA-256 in hex, made without any key. */
export function fingerprintOf(body: Buffer): string {
	return hash('sha256', body, 'hex');
}
