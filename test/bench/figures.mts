import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';

import { markdownTable as markdown, replaceSection } from '../../scripts/sections.mts';

const DOCS = new URL('../../docs/', import.meta.url);
/** Whether other programs kept the machine busy at the start: figures taken then are not worth publishing. */
const wasBusy = load() > availableParallelism() / 2;

/**
 * Prints figures; unless the machine was busy, they also replace what is between `<!-- section … -->`
 * and `<!-- /section -->` in a page of `docs`.
 */
export async function publish(
	paragraphs: readonly string[],
	{ page = 'performance.md', section, isWritten = true }: Publication,
): Promise<void> {
	const text = paragraphs.join('\n\n');
	console.log(`\n${text}`);
	if (!isWritten) return;
	if (wasBusy)
		return console.log(`\nNot written to docs/${page}: the machine was busy at the start.`);
	const file = new URL(page, DOCS);
	await writeFile(file, replaceSection(await readFile(file, 'utf8'), section, text));
}

interface Publication {
	page?: string;
	section: string;
	isWritten?: boolean;
}

/** A table in Markdown: the first column to the left, the others to the right. */
export function markdownTable(rows: ReadonlyArray<readonly string[]>): string {
	const delimiters = (rows[0] ?? []).map((_, column) => (column === 0 ? ':-' : '-:'));
	return markdown(rows, delimiters);
}

export function processors(): string {
	return `${cpus().length} × ${cpus()[0]?.model.trim()}`;
}

/** The load average of the last minute. */
export function load(): number {
	return loadavg()[0] ?? 0;
}

export function sorted(values: readonly number[]): number[] {
	return [...values].sort((one, other) => one - other);
}

export function median(values: readonly number[]): number {
	const inOrder = sorted(values);
	const middle = inOrder.length >> 1;
	const [low = NaN, high = NaN] = [inOrder[middle - 1], inOrder[middle]];
	return inOrder.length % 2 ? high : (low + high) / 2;
}

/** A value of this share of the sorted ones: 0.99 for the 99th of a hundred. */
export function percentile(values: readonly number[], share: number): number {
	return values[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
}
