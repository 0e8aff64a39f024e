export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value has more levels than `most`. No recursion: an event could exhaust the stack. */
export function isDeeper(value: unknown, most: number): boolean {
	let level = [value].filter(isNested);
	for (let depth = 0; depth < most && level.length > 0; depth += 1) {
		level = level.flatMap((nested): unknown[] => Object.values(nested)).filter(isNested);
	}
	return level.length > 0;
}

function isNested(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** The text of a body, without the byte order mark, which is not JSON. */
export function decode(body: Buffer): string {
	const text = body.toString('utf8');
	return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The object that a JSON text holds; undefined for anything else. For verified bytes: `parseBody`. */
export function parseObject(json: string): JsonObject | undefined {
	try {
		const value: unknown = JSON.parse(json);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}
