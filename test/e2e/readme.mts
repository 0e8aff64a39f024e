import { readFileSync } from 'node:fs';

/** The item that the README shows, as the README shows it. */
export function readmeItem(): { delivery: object } & Record<string, unknown> {
	const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
	const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => json);
	const item = blocks.find((json) => json.includes('"delivery"'));
	if (item === undefined) throw new Error('The README shows no item.');
	return JSON.parse(item) as { delivery: object };
}
