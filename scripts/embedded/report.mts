import { inspect } from 'node:util';
import type { IDataObject } from 'n8n-workflow';

import type { Sample } from './samples.mts';

/** What became of the samples, for somebody who has never seen a webhook. */
export function sampleReport(samples: Sample[]): string[] {
	const [item] = samples.flatMap(({ item: sent }) => (sent === undefined ? [] : [sent]));
	return [
		'Four events, and what the trigger makes of each',
		'',
		...answerLines(samples),
		...(item === undefined
			? []
			: [
					'What your workflow gets for the first: one item, ready to use',
					'',
					inspect(item, { depth: null, breakLength: 100 }),
					'',
				]),
		'What a WhatsApp template can take from both, as it is',
		'',
		...samples.flatMap(({ item: sent }) => (sent === undefined ? [] : templateLines(sent))),
	];
}

/** What each sample was answered, and whether that is as it should be. */
export function answerLines(samples: Sample[]): string[] {
	return samples.flatMap(({ event, meaning, expected, answer, isAsExpected }) => {
		const wanted = `expected ${expected.status} ${JSON.stringify(expected.body)}`;
		return [
			`  ${isAsExpected ? '✓' : '✗'} ${event} → ${isAsExpected ? meaning : wanted}`,
			`    answer ${answer.status} ${JSON.stringify(answer.body)}`,
			'',
		];
	});
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
