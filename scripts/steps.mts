import {
	Listr,
	PRESET_TIMER,
	type DefaultRenderer,
	type ListrTask,
	type SimpleRenderer,
} from 'listr2';

import { onShutdown } from './n8n/shutdown.mts';

const PLAIN_INTERVAL_MS = 30_000;

/** One thing to do, with a title that says what; `task` may return more steps. */
type Step = ListrTask<unknown, typeof DefaultRenderer, typeof SimpleRenderer>;
type StepList = Listr<unknown, 'default', 'simple'>;

/** Says how far a step is, as often as its reader wants to know. */
export type Tell = (text: string) => void;

/**
 * Does one step after the other, or all at once, and shows which one is on, done, or failed: in a
 * terminal in place, elsewhere in plain lines.
 */
export async function runSteps(
	steps: Step[],
	{ concurrent = false }: { concurrent?: boolean } = {},
): Promise<void> {
	const forget = onShutdown({ gently: async () => undefined, now: showCursor });
	try {
		await stepList(steps, { concurrent }).run();
	} finally {
		forget();
	}
}

/** Steps inside a step. */
export function stepList(
	steps: Step[],
	{ concurrent = false }: { concurrent?: boolean } = {},
): StepList {
	return new Listr<unknown, 'default', 'simple'>(steps, {
		concurrent,
		registerSignalListeners: false, // a signal ends more than this: `shutdown.mts`
		rendererOptions: { timer: PRESET_TIMER, collapseSubtasks: false, showErrorMessage: false },
		fallbackRendererOptions: { timer: PRESET_TIMER },
	});
}

/** Tells what a step shows below its title: at once in a terminal, and elsewhere twice a minute. */
export function teller(step: { output: string }): Tell {
	const interval = process.stdout.isTTY ? 0 : PLAIN_INTERVAL_MS;
	let last = Date.now();
	return (text) => {
		if (Date.now() - last < interval) return;
		last = Date.now();
		step.output = text;
	};
}

function showCursor(): void {
	if (process.stdout.isTTY) process.stdout.write('\u001B[?25h');
}
