import { styleText } from 'node:util';
import type { IDataObject } from 'n8n-workflow';

import { layOut } from '../layout.mts';
import type { Sample } from './samples.mts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** Colours for a terminal that shows them, and nothing elsewhere. */
const paint: Paint =
	process.stdout.isTTY && !process.env['NO_COLOR']
		? (style, text) => styleText(style, text)
		: (_, text) => text;

/** What the samples came to, for somebody who has never seen a webhook. */
export function sampleReport(samples: Sample[]): string[] {
	const [item] = samples.flatMap(({ item: sent }) => (sent === undefined ? [] : [sent]));
	return [
		paint('bold', 'Four events, and what the trigger makes of each'),
		'',
		...samples.flatMap(linesOf),
		...(item === undefined
			? []
			: [
					paint('bold', 'What your workflow gets for the first: one item, ready to use'),
					'',
					...layOut(item).map((line) => `  ${line}`),
					'',
				]),
		paint('bold', 'What a WhatsApp template can take from both, as it is'),
		'',
		...samples.flatMap(({ item: sent }) => (sent === undefined ? [] : templateLines(sent))),
	];
}

function linesOf({ event, meaning, expected, answer, isAsExpected: isRight }: Sample): string[] {
	const mark = isRight ? paint('green', '✓') : paint('red', '✗');
	const told = isRight ? meaning : `expected ${expected.status} ${JSON.stringify(expected.body)}`;
	return [
		`  ${mark} ${event} → ${paint(isRight ? 'bold' : 'red', told)}`,
		`    ${paint('dim', `answer ${answer.status} ${JSON.stringify(answer.body)}`)}`,
		'',
	];
}

function templateLines(item: IDataObject): string[] {
	const texts = item['whatsapp'] as IDataObject;
	const to = texts['reachable']
		? `+${String(texts['to'])}`
		: 'nobody (no number WhatsApp can reach)';
	const parts = ['customerName', 'itemsText', 'totalText'].map(
		(name) => `“${String(texts[name])}”`,
	);
	return [`  To ${to}: ${parts.join(', ')}`];
}
