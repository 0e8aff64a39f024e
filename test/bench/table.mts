import { markdownTable as markdown } from '../../scripts/sections.mts';

type Rows = ReadonlyArray<readonly string[]>;

/** Lays rows out in columns: the first to the left, the others to the right. */
export function table(rows: Rows): string {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0)),
	);
	return rows
		.map((row) =>
			widths
				.map((width, column) => {
					const cell = row[column] ?? '';
					return column === 0 ? cell.padEnd(width) : cell.padStart(width);
				})
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/** The same as a table in Markdown. */
export function markdownTable(rows: Rows): string {
	const delimiters = (rows[0] ?? []).map((_, column) => (column === 0 ? ':-' : '-:'));
	return markdown(rows, delimiters);
}
