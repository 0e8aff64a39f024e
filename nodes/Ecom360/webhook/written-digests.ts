import type { Headers } from './delivery';
import { writtenSignatures } from './signature-header';

/** Digests that are looked for; MD5 cannot be set. */
export type DigestName = 'sha256' | 'sha1' | 'sha512' | 'md5';
/** How a digest stands in a header; hex digits in Base64 is a slip that PHP makes easy. */
export type Writing = 'hex' | 'base64' | 'hexInBase64';

/** Something in a header that could be a digest. */
export interface WrittenDigest {
	/** Lower case. */
	header: string;
	algorithm: DigestName;
	writing: Writing;
	digest: Buffer;
}

const BYTES: Readonly<Record<DigestName, number>> = { sha256: 32, sha1: 20, sha512: 64, md5: 16 };
const ALGORITHMS = Object.keys(BYTES) as DigestName[];
const MOST_HEADERS = 40;

/** Whatever could be a digest in the headers, that of the signature header first. */
export function writtenDigests(headers: Headers, signatureHeader: string): WrittenDigest[] {
	const others = Object.keys(headers).filter((name) => name !== signatureHeader);
	return [signatureHeader, ...others].slice(0, MOST_HEADERS).flatMap((header) => {
		const value = Object.hasOwn(headers, header) ? headers[header] : undefined;
		const text = Array.isArray(value) ? value.join(',') : value;
		return writtenSignatures(text).flatMap((written) => digestsIn(written, header));
	});
}

function digestsIn(written: string, header: string): WrittenDigest[] {
	return ALGORITHMS.flatMap((algorithm) => {
		const length = BYTES[algorithm];
		const readings: Record<Writing, Buffer | undefined> = {
			hex: fromHex(written, length),
			base64: fromBase64(written, length),
			hexInBase64: fromHex(fromBase64(written, length * 2)?.toString('latin1') ?? '', length),
		};
		return Object.entries(readings).flatMap(([writing, digest]) =>
			digest ? [{ header, algorithm, writing: writing as Writing, digest }] : [],
		);
	});
}

function fromHex(text: string, bytes: number): Buffer | undefined {
	const isHex = text.length === bytes * 2 && /^[0-9a-f]+$/i.test(text);
	return isHex ? Buffer.from(text, 'hex') : undefined;
}

/** Standard or URL-safe, padded or not. */
function fromBase64(text: string, bytes: number): Buffer | undefined {
	const digits = text.replace(/={1,2}$/, '');
	const isBase64 = digits.length === Math.ceil((bytes * 4) / 3) && /^[\w+/-]+$/.test(digits);
	return isBase64 ? Buffer.from(digits, 'base64') : undefined;
}
