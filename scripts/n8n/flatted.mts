/**
 * Reads the format in which n8n stores executions: one flat array, where every string inside an
 * object or array is the position of the value that belongs there.
 */
export function parseFlatted(text: string): unknown {
	const flat = JSON.parse(text) as unknown[];
	const finished = new Map<number, unknown>();
	const at = (position: number): unknown => {
		if (!finished.has(position)) finished.set(position, restore(position));
		return finished.get(position);
	};
	const restore = (position: number): unknown => {
		const value = flat[position];
		if (typeof value !== 'object' || value === null) return value;
		finished.set(position, value); // before its parts, because they may point back at it
		for (const [key, part] of Object.entries(value)) {
			if (typeof part === 'string') Object.assign(value, { [key]: at(Number(part)) });
		}
		return value;
	};
	return at(0);
}
