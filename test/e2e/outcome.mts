import type { TestN8n } from '../support/n8n.mts';
import type { TestWorkflow, ToSend } from '../support/n8n-workflow.mts';

/** What n8n answered, and how many executions it started. */
export interface SeenOutcome {
	status: number;
	body: unknown;
	started: number;
}

/** Delivers to the production URL and waits until n8n has done all that comes of it. */
export async function outcomeOf(
	n8n: TestN8n,
	workflow: TestWorkflow,
	sent: ToSend,
): Promise<SeenOutcome> {
	const before = await workflow.executions();
	const { status, body } = await workflow.deliver(sent);
	await n8n.settle();
	const after = await workflow.executions();
	return { status, body, started: after.length - before.length };
}
