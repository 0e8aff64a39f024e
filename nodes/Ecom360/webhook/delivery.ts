import { hash } from 'node:crypto';

import { WEBHOOK_HEADERS } from '../shared/cashfree';
import { templateText } from '../shared/texts';
import { isTimestamp, timestampMs } from './timestamp';

/** Header names as Node gives them (lower case); a repeated header is one comma-separated value. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** All but the signature's, which the trigger's options name. */
const DOCUMENTED = Object.values(WEBHOOK_HEADERS).filter(
	(name) => name !== WEBHOOK_HEADERS.signature,
);

const LONGEST_VALUE = 200;

/** One HTTP POST, as far as it is known before its body is read. */
export class Delivery {
	constructor(
		private readonly headers: Headers,
		/** Unix milliseconds. */
		readonly receivedAt: number,
	) {}

	/** A header's value exactly as sent. */
	header(name: string): string | undefined {
		const folded = name.toLowerCase();
		const value = Object.hasOwn(this.headers, folded) ? this.headers[folded] : undefined;
		return Array.isArray(value) ? value.join(',') : value;
	}

	/** A header as one short line; null where it is absent or blank. Headers are not signed. */
	line(name: string): string | null {
		return templateText(this.header(name), LONGEST_VALUE, '') || null;
	}

	get timestamp(): string | undefined {
		return this.header(WEBHOOK_HEADERS.timestamp)?.trim();
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

	/** Which try this is, from 1 on; null where the sender does not say. */
	get attempt(): number | null {
		const attempt = this.line(WEBHOOK_HEADERS.attempt);
		return attempt !== null && /^\d{1,9}$/.test(attempt) ? Number(attempt) : null;
	}

	/** When the sender says it signed, as ISO 8601; null where it does not say. */
	get sentAt(): string | null {
		const { timestamp } = this;
		return timestamp !== undefined && isTimestamp(timestamp)
			? new Date(timestampMs(timestamp)).toISOString()
			: null;
	}

	/** The sender's name for this delivery, else the fingerprint of what was signed. */
	id(fingerprint: string): string {
		const { idempotencyKey, requestId } = WEBHOOK_HEADERS;
		return this.idIn(idempotencyKey) ?? this.idIn(requestId) ?? fingerprint;
	}

	/** Nothing where an id would have to be cut: another might begin alike, and pass for a copy. */
	private idIn(name: string): string | null {
		return (this.header(name)?.length ?? 0) > LONGEST_VALUE ? null : this.line(name);
	}

	/** What a forwarded copy needs for its receiver's own signature check. */
	documentedHeaders(signatureHeader: string): Record<string, string> {
		const names = [...DOCUMENTED, signatureHeader.toLowerCase()];
		return Object.fromEntries(
			names.flatMap((name) => {
				const value = this.header(name);
				return value === undefined ? [] : [[name, value]];
			}),
		);
	}
}

/** A name for a body that is the same in every retry: SHA-256 in hex, made without any key. */
export function fingerprintOf(body: Buffer): string {
	return hash('sha256', body, 'hex');
}
