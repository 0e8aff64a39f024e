import { readFileSync } from 'node:fs';

/** The whole item, as the page on fields shows it. */
export function documentedItem(): { delivery: object } & Record<string, unknown> {
	const text = readFileSync(new URL('../../docs/fields.md', import.meta.url), 'utf8');
	const blocks = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => json);
	const item = blocks.find((json) => json.includes('"delivery"'));
	if (item === undefined) throw new Error('docs/fields.md shows no item.');
	return JSON.parse(item) as { delivery: object };
}
