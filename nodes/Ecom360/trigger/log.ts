import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { steadyNow } from './clock';

const MINUTE_MS = 60_000;

/** Names one trigger node of one workflow. n8n copies the node whenever it is asked for. */
export function nameOf(context: IWebhookFunctions, node = context.getNode()): string {
	return `${context.getWorkflow().id ?? ''} ${node.id}`;
}

/** Which node of which workflow it is, for n8n's log. */
export function whereIn(context: IHookFunctions | IWebhookFunctions): {
	workflowId: string | undefined;
	nodeName: string;
} {
	return { workflowId: context.getWorkflow().id, nodeName: context.getNode().name };
}

/** Counts what keeps happening, and says when to report it. */
export class Tally {
	private readonly counts = new Map<string, { count: number; toldAt: number }>();

	constructor(private readonly options: { intervalMs: number }) {}

	/**
	 * Counts one; `now` comes from a clock that never goes back. Returns how many there have been
	 * since the last report, this one included, or undefined until the interval is over.
	 */
	note(name: string, now: number): number | undefined {
		const { count, toldAt } = this.counts.get(name) ?? { count: 0, toldAt: -Infinity };
		const isTime = now - toldAt >= this.options.intervalMs;
		this.counts.set(name, isTime ? { count: 0, toldAt: now } : { count: count + 1, toldAt });
		return isTime ? count + 1 : undefined;
	}
}

const lines = new Tally({ intervalMs: MINUTE_MS });

/**
 * Writes a line to n8n's log, with the workflow, the node, and how many times it was due. Anyone can
 * send anything to a webhook, so each trigger logs a message with the same cause once a minute at
 * most.
 */
export function logRarely(
	context: IWebhookFunctions,
	level: 'debug' | 'warn' | 'error',
	message: string,
	cause: Record<string, string>,
): void {
	const name = JSON.stringify([nameOf(context), message, Object.values(cause)]);
	const count = lines.note(name, steadyNow());
	if (count === undefined) return;
	context.logger[level](message, { ...cause, count, ...whereIn(context) });
}
