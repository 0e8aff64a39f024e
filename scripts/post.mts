import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

import type { SignedDelivery } from './delivery.mts';

// Vendors keep connections open, and so do these; idle ones never hold up the end of a script. They
// are given up before Node.js servers close them (after 5 s), possibly just as one is used again.
const KEEP_IDLE = { keepAlive: true, timeout: 2_000 };
const agents = { http: new HttpAgent(KEEP_IDLE), https: new HttpsAgent(KEEP_IDLE) };

/** What the receiver answered. */
export interface Answer {
	status: number;
	/** Parsed where it is JSON, else the text. */
	body: unknown;
	durationMs: number;
}

/** Posts a delivery, byte for byte. */
export async function postDelivery(
	url: string | URL,
	{ body, headers }: SignedDelivery,
	{ signal, timeoutMs = 30_000 }: { signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<Answer> {
	const target = new URL(url);
	const isSecure = target.protocol === 'https:';
	const started = performance.now();
	const ends = [AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])];
	return await new Promise((resolve, reject) => {
		const request = (isSecure ? httpsRequest : httpRequest)(target, {
			method: 'POST',
			agent: isSecure ? agents.https : agents.http,
			headers: { ...headers, 'content-length': body.length },
			signal: AbortSignal.any(ends),
		});
		request.once('error', reject);
		request.once('response', (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.once('error', reject);
			response.once('end', () => {
				const text = Buffer.concat(chunks).toString('utf8');
				const durationMs = performance.now() - started;
				resolve({ status: response.statusCode ?? 0, body: parsed(text), durationMs });
			});
		});
		request.end(body);
	});
}

/** What a text says in JSON; the text itself where it is none. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
