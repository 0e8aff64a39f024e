import { inspect } from 'node:util';
import type { IDataObject } from 'n8n-workflow';

import type { Sample } from './samples.mts';

/** What became of the samples, for somebody who has never seen a webhook. */
export function sampleReport(samples: Sample[]): string[] {
	const items = samples.flatMap(({ item }) => (item ? [item] : []));
	return [
		...['Four events, and what the trigger makes of each', ''],
		...answerLines(samples),
		...['What your workflow gets for the first: one item, ready to use', ''],
		...[inspect(items[0], { depth: null, breakLength: 100 }), ''],
		...['What a WhatsApp template can take from both, as it is', ''],
		...items.map(templateLine),
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

function templateLine({ whatsapp }: IDataObject): string {
	const texts = whatsapp as IDataObject;
	const to = texts['reachable'] ? `+${texts['to']}` : 'nobody (no number WhatsApp can reach)';
	const parts = ['customerName', 'itemsText', 'totalText'].map((name) => `“${texts[name]}”`);
	return `  To ${to}: ${parts.join(', ')}`;
}
