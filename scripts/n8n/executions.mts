import { parse as parseFlatted } from 'flatted';
import { z } from 'zod';

const executionSummary = z.object({
	id: z.coerce.string(),
	status: z.string(),
	mode: z.string(),
	workflowId: z.string(),
	startedAt: z.string().nullish(),
	stoppedAt: z.string().nullish(),
});
export type ExecutionSummary = z.output<typeof executionSummary>;

export const executionPage = z.object({
	results: z.array(executionSummary),
	/** From n8n 2.x on; older releases continue after the last id. */
	nextCursor: z.string().nullish(),
});

const item = z.object({ json: z.record(z.unknown()), binary: z.record(z.unknown()).optional() });
export type Item = z.output<typeof item>;

const failure = z.object({
	message: z.string(),
	description: z.string().nullish(),
	node: z.object({ name: z.string() }).nullish(),
});
const nodeRun = z.object({
	data: z.object({ main: z.array(z.array(item).nullable()) }).optional(),
	error: failure.nullish(),
});
const runData = z.object({
	resultData: z.object({ runData: z.record(z.array(nodeRun)), error: failure.nullish() }),
});

export const storedExecution = executionSummary.extend({ data: z.string() });

/** One execution with what each of its nodes output. */
export class Execution {
	readonly summary: ExecutionSummary;
	readonly #result: z.output<typeof runData>['resultData'];

	constructor({ data, ...summary }: z.output<typeof storedExecution>) {
		this.summary = summary;
		this.#result = runData.parse(parseFlatted(data)).resultData;
	}

	/** Names of the nodes that ran. */
	get nodes(): string[] {
		return Object.keys(this.#result.runData);
	}

	/** What went wrong, where something did. */
	get error(): z.output<typeof failure> | undefined {
		const nodeError = Object.values(this.#result.runData)
			.flat()
			.find((run) => run.error)?.error;
		return this.#result.error ?? nodeError ?? undefined;
	}

	/** The items that left a node by one of its outputs, by default the first; none if it did not run. */
	items(nodeName: string, output = 0): Item[] {
		const runs = this.#result.runData[nodeName] ?? [];
		return runs.flatMap((run) => run.data?.main[output] ?? []);
	}
}

/** Whether n8n is done with it, well or not. */
export function isFinished({ status }: ExecutionSummary): boolean {
	return !['new', 'running', 'waiting', 'unknown'].includes(status);
}
