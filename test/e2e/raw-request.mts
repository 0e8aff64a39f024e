import { Agent, request } from 'node:http';
import { deflateSync, gzipSync } from 'node:zlib';

import type { SignedDelivery } from '../../scripts/delivery.mts';

interface RawAnswer {
	status: number;
	text: string;
}

/** A delivery that was compressed on its way; the uncompressed content is what is signed. */
export function compressed(
	{ body, headers }: SignedDelivery,
	encoding: 'gzip' | 'deflate',
): SignedDelivery {
	const packed = encoding === 'gzip' ? gzipSync(body) : deflateSync(body);
	return { body: packed, headers: { ...headers, 'content-encoding': encoding } };
}

/** Sends a request in chunks, without saying how long it is. */
export async function sendInChunks(
	url: string,
	{ body, headers }: SignedDelivery,
	{ method = 'POST', chunkBytes = 1000 }: { method?: string; chunkBytes?: number } = {},
): Promise<RawAnswer> {
	// A separate connection, which the server is not asked to close: it could cut off its answer.
	const agent = new Agent({ keepAlive: true });
	return await new Promise<RawAnswer>((resolve, reject) => {
		const all = { ...headers, 'transfer-encoding': 'chunked' };
		const sent = request(url, { method, agent, headers: all });
		sent.once('error', reject);
		sent.once('response', (response) => {
			let text = '';
			response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
			response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
		});
		for (let start = 0; start < body.length; start += chunkBytes) {
			sent.write(body.subarray(start, start + chunkBytes));
		}
		sent.end();
	}).finally(() => agent.destroy());
}
