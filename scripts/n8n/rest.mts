import { z, type ZodType, type ZodTypeDef } from 'zod';

import { parsed } from '../post.mts';

const envelope = z.object({ data: z.unknown() });
const problem = z.object({ message: z.string() });

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

interface SessionOptions {
	cookie?: string;
	headers?: Record<string, string>;
}

/** n8n's internal REST API, as the editor uses it: a cookie session and JSON both ways. */
export class RestSession {
	readonly #base: string;
	readonly #headers: Record<string, string>;
	#cookie: string;

	/** `cookie` continues a session; `headers` are sent with every call. */
	constructor(url: string, { cookie = '', headers = {} }: SessionOptions = {}) {
		this.#base = `${url}/rest`;
		this.#cookie = cookie;
		this.#headers = headers;
	}

	/** Of the session, once there is one. */
	get cookie(): string {
		return this.#cookie;
	}

	/** Calls one route and checks the shape of what it answers. */
	async call<Output>(
		method: Method,
		path: string,
		shape: ZodType<Output, ZodTypeDef, unknown>,
		body?: unknown,
	): Promise<Output> {
		const response = await fetch(this.#base + path, {
			method,
			headers: {
				'content-type': 'application/json',
				// n8n ties the session to this value, whatever it is.
				'browser-id': 'n8n-nodes-ecom360',
				...this.#headers,
				...(this.#cookie && { cookie: this.#cookie }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		this.#keepCookie(response);
		const text = await response.text();
		if (!response.ok) {
			const reason = problem.safeParse(parsed(text)).data?.message ?? text.slice(0, 500);
			throw new Error(`${method} ${path}: ${response.status} ${reason}`);
		}
		const answer = shape.safeParse(envelope.parse(parsed(text)).data);
		if (answer.success) return answer.data;
		throw new Error(`${method} ${path} answered in an unknown shape: ${answer.error.message}`);
	}

	#keepCookie(response: Response): void {
		const session = response.headers.getSetCookie().find((value) => value.startsWith('n8n-auth='));
		if (session !== undefined) this.#cookie = session.split(';')[0] ?? '';
	}
}
