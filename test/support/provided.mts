/**
 * What a suite's setup gives to its files: each setup adds its own entries. Plain data only.
 *
 * @public
 */
export interface ProvidedContext {
	/** The packed package, as the registry would hold it. */
	tarball: string;
}

const PREFIX = 'ECOM360_TEST_';

/** Gives a value to the suite's files, which may run in other processes, through the environment. */
export function provide<Name extends keyof ProvidedContext>(
	name: Name,
	value: ProvidedContext[Name],
): void {
	process.env[PREFIX + name] = JSON.stringify(value);
}

/** What the suite's setup has provided under this name. */
export function inject<Name extends keyof ProvidedContext>(name: Name): ProvidedContext[Name] {
	const text = process.env[PREFIX + name];
	if (text === undefined) throw new Error(`The suite's setup has not provided '${name}'`);
	return JSON.parse(text) as ProvidedContext[Name];
}

/** This worker's own instance of what the suite's setup has started once for each worker. */
export function ownOf<One>(all: readonly One[]): One {
	const worker = Number(process.env['JEST_WORKER_ID']);
	const own = all[worker - 1];
	if (own === undefined) throw new Error(`The suite's setup did not expect a worker ${worker}`);
	return own;
}
