import type { Event } from './event.mts';
import type { Copy, Route } from './sender.mts';

const READINESS = '/healthz/readiness';
const CHECK_TIMEOUT_MS = 5_000;

/**
 * Picks processes as a load balancer in front of n8n has to: one that refused a connection gets
 * nothing more until it says that it is ready.
 *
 * An n8n that is still preparing its database answers every request 200 "n8n is starting up. Please
 * wait": a delivery sent to it then is lost, and its sender believes otherwise.
 */
export class Balancer<E extends Event> implements Route<E> {
	/** Origins. */
	readonly #down = new Set<string>();

	/** `urlsOf`: where an event may go, one URL for each process. */
	constructor(readonly urlsOf: (event: E) => readonly string[]) {}

	/** The first URL, from the copy's own process on, whose process takes deliveries. */
	async next({ event, process, tries }: Copy<E>): Promise<string | undefined> {
		const urls = this.urlsOf(event);
		for (let step = 0; step < urls.length; step++) {
			const url = urls[(process + tries.length + step) % urls.length] ?? '';
			if (await this.#isUp(new URL(url).origin)) return url;
		}
		return undefined;
	}

	/** The connection failed: its process is down, as far as anybody knows. */
	failed(url: string): void {
		this.#down.add(new URL(url).origin);
	}

	async #isUp(origin: string): Promise<boolean> {
		if (!this.#down.has(origin)) return true;
		try {
			const signal = AbortSignal.timeout(CHECK_TIMEOUT_MS);
			const { ok } = await fetch(origin + READINESS, { signal });
			if (ok) this.#down.delete(origin);
			return ok;
		} catch {
			return false;
		}
	}
}
