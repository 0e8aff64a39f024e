import { timingSafeEqual } from 'node:crypto';

import type { Headers } from '../webhook/delivery';
import { type Attempt, attemptsOn, digestOf, type RefusedDelivery } from './attempts';
import {
	type DigestName,
	type FormedKey,
	type HiddenPart,
	keyForms,
	type WrittenDigest,
	writtenDigests,
} from './candidates';
import type { BodyForm, Construction } from './forms';

/** How a delivery is signed. */
export interface FoundScheme {
	kind: 'found';
	/** What is signed, as Signed Content writes it. */
	content: string;
	body: BodyForm;
	construction: Construction;
	algorithm: DigestName;
	writing: WrittenDigest['writing'];
	/** The header that carries the signature. */
	header: string;
	key: Pick<FormedKey, 'role' | 'form'>;
	/** What the trigger itself cannot find, if anything. */
	hidden?: HiddenPart;
}

/** What the search for the scheme brought. None of it holds a key, a digest or the body. */
export type SchemeFinding =
	| FoundScheme
	/** The header holds the key itself. */
	| { kind: 'token'; header: string; role: FormedKey['role'] }
	| { kind: 'nothing'; digests: number }
	| { kind: 'unsearched'; because: 'noBody' | 'bodyTooLarge' | 'noKey' | 'noDigest' };

export const MOST_DIGESTS = 5_000;
/** A large body is hashed less often, so that a test run does not hold up n8n. */
const MOST_BYTES = 32 * 1024 * 1024;
const LARGEST_BODY = 256 * 1024;

/** Counts what is hashed, and says when it is enough. */
class Budget {
	digests = 0;
	#bytes = 0;

	spend(bytes: number): boolean {
		if (this.digests >= MOST_DIGESTS || this.#bytes + bytes > MOST_BYTES) return false;
		this.digests += 1;
		this.#bytes += bytes;
		return true;
	}
}

/**
 * Works out how a delivery is signed with the credential's keys, for test runs, where a person waits
 * for an answer. Returns the likeliest way that fits.
 *
 * Costs at most 5,000 digests, and no more than 32 MB of hashing.
 */
export function findScheme(refused: RefusedDelivery): SchemeFinding {
	const { body, credential, headers, signatureHeader } = refused;
	const keys = keyForms(credential);
	if (keys.length === 0) return { kind: 'unsearched', because: 'noKey' };
	const token = tokenIn(headers, keys, signatureHeader);
	if (token) return token;
	if (body === undefined) return { kind: 'unsearched', because: 'noBody' };
	if (body.length > LARGEST_BODY) return { kind: 'unsearched', because: 'bodyTooLarge' };
	const written = writtenDigests(headers, signatureHeader);
	if (written.length === 0) return { kind: 'unsearched', because: 'noDigest' };
	return search(written, keys, body, refused);
}

/** One search over everything that can vary: content, body, construction, digest and key. */
function search(
	written: readonly WrittenDigest[],
	keys: readonly FormedKey[],
	body: Buffer,
	refused: RefusedDelivery,
): SchemeFinding {
	const attempts = [...attemptsOn(refused, body)];
	const budget = new Budget();
	for (const algorithm of new Set(written.map((digest) => digest.algorithm))) {
		const wanted = written.filter((digest) => digest.algorithm === algorithm);
		for (const attempt of attempts) {
			for (const key of attempt.construction === 'keyless' ? keys.slice(0, 1) : keys) {
				if (!budget.spend(attempt.parts[1].length)) return nothing(budget);
				const made = digestOf(attempt, algorithm, key.bytes);
				const match = wanted.find(({ digest }) => timingSafeEqual(digest, made));
				if (match) return found(attempt, match, key);
			}
		}
	}
	return nothing(budget);
}

function nothing({ digests }: Budget): SchemeFinding {
	return { kind: 'nothing', digests };
}

function found(
	attempt: Attempt,
	{ algorithm, writing, header, isReadable }: WrittenDigest,
	key: FormedKey,
): FoundScheme {
	const { content, body, construction } = attempt;
	const { role, form } = key;
	const hidden = attempt.hidden ?? (isReadable ? undefined : 'headerParts');
	return {
		kind: 'found',
		...{ content, body, construction, algorithm, writing, header },
		key: { role, form },
		...(hidden && { hidden }),
	};
}

/** A header that holds a key as it is written in the credential, or after `Bearer`. */
function tokenIn(
	headers: Headers,
	keys: readonly FormedKey[],
	signatureHeader: string,
): SchemeFinding | undefined {
	const names = Object.keys(headers);
	const inOrder = [...names.filter((name) => name === signatureHeader), ...names];
	for (const header of inOrder) {
		const value = String(headers[header] ?? '').trim();
		const texts = [value, value.replace(/^(?:Basic|Bearer|Token) /i, '')];
		const key = keys.find(
			({ form, bytes }) => form === 'text' && texts.some((text) => isSame(text, bytes)),
		);
		if (key) return { kind: 'token', header, role: key.role };
	}
	return undefined;
}

function isSame(text: string, key: Buffer): boolean {
	const bytes = Buffer.from(text);
	return bytes.length === key.length && timingSafeEqual(bytes, key);
}
