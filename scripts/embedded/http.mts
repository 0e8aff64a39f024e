import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';

/** What n8n adds to a request before it runs a node (`middlewares/body-parser.js`). */
export type HostRequest = IncomingMessage & {
	rawBody?: Buffer;
	/** Express' own. */
	originalUrl: string;
	body?: unknown;
	readRawBody: () => Promise<void>;
};

/** The two Express methods that a node uses. */
export type HostResponse = ServerResponse & {
	status: (code: number) => HostResponse;
	json: (body: unknown) => HostResponse;
};

const PARSED = /^(?:application\/json|text\/plain|application\/x-www-form-urlencoded)/;

/** Dresses a request as n8n does: `readRawBody` inflates, and throws on what cannot be read. */
export function hostRequest(request: IncomingMessage): HostRequest {
	const dressed = request as HostRequest;
	dressed.originalUrl = request.url ?? '';
	dressed.readRawBody = async () => {
		if (dressed.rawBody) return;
		if (request.destroyed || !request.readable) {
			throw new Error('Request body stream was aborted or is not readable');
		}
		const isGzipped = request.headers['content-encoding'] === 'gzip';
		dressed.rawBody = await buffer(isGzipped ? request.pipe(createGunzip()) : request);
	};
	return dressed;
}

/** Reads the body of the content types that n8n reads by itself; false where it answers 422. */
export async function parseAsHost(request: HostRequest): Promise<boolean> {
	const contentType = request.headers['content-type']?.toLowerCase() ?? '';
	if (contentType.startsWith('multipart/form-data')) {
		await buffer(request);
		request.body = { data: {}, files: {} };
		return true;
	}
	if (!PARSED.test(contentType)) return true;
	await request.readRawBody();
	const text = request.rawBody?.toString().replace(/^\uFEFF/, '') ?? '';
	try {
		request.body = contentType.startsWith('application/json') && text ? JSON.parse(text) : text;
		return true;
	} catch {
		return false;
	}
}

export function hostResponse(response: ServerResponse): HostResponse {
	const dressed = response as HostResponse;
	dressed.status = (code) => {
		dressed.statusCode = code;
		return dressed;
	};
	dressed.json = (body) => {
		dressed.setHeader('content-type', 'application/json; charset=utf-8');
		dressed.end(JSON.stringify(body));
		return dressed;
	};
	return dressed;
}
