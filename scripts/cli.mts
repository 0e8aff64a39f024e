import { runMain, showUsage, type ArgsDef, type CommandDef } from 'citty';

import { isEnding, shutDown } from './n8n/shutdown.mts';

/** A mistake of the caller's, or a state of the world: its message says everything, its stack nothing. */
export class CommandError extends Error {
	override name = 'CommandError';
}

/** Runs a command line: refuses flags it does not know, and prints expected failures without a stack. */
export async function runCommandLine<Args extends ArgsDef>(
	command: CommandDef<Args>,
): Promise<void> {
	const { run } = command;
	const definitions = (command.args ?? {}) as ArgsDef;
	await runMain({
		...command,
		run: async (context) => {
			const unknown = unknownFlag(context.rawArgs, definitions);
			if (unknown !== undefined) {
				await showUsage(command);
				await fail(`There is no flag ${unknown}.`);
			}
			try {
				await run?.(context);
			} catch (error) {
				// What a Ctrl-C tears down fails in many ways, none of them worth reporting.
				if (isEnding()) return;
				await fail(error instanceof Error ? describe(error) : String(error));
			}
		},
	});
}

/** The value of a flag; refused unless it is a whole number from 1 on. */
export function wholeNumber(flag: string, text: string): number {
	if (/^[1-9]\d{0,11}$/.test(text)) return Number(text);
	throw new CommandError(`--${flag} wants a whole number from 1 on, not "${text}".`);
}

/** The value of `--port`; refused unless it is a number that a port can have. */
export function portNumber(text: string): number {
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new CommandError(`--port wants a number from 1 to 65535, not "${text}".`);
}

function describe(error: Error): string {
	const isPlain = error instanceof CommandError || error.name === 'Error';
	const text = isPlain ? error.message : (error.stack ?? error.message);
	return error.cause instanceof Error ? `${text}\n${error.cause.message}` : text;
}

async function fail(message: string): Promise<never> {
	console.error(message);
	return await shutDown(1);
}

function unknownFlag(rawArgs: string[], definitions: ArgsDef): string | undefined {
	const known = Object.entries(definitions).flatMap(([name, { type, ...definition }]) => {
		if (type === 'positional') return [];
		const aliases = 'alias' in definition ? [definition.alias ?? []].flat() : [];
		return [`--${name}`, `--no-${name}`, ...aliases.map((alias) => `-${alias}`)];
	});
	const end = rawArgs.indexOf('--');
	return rawArgs
		.slice(0, end === -1 ? undefined : end)
		.filter((argument) => /^--?[a-z]/i.test(argument))
		.map((argument) => argument.split('=')[0] ?? '')
		.find((flag) => !known.includes(flag));
}
