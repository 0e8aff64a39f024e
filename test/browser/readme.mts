import { textOf } from '../support/fixtures.mts';

/** A step of the README's Usage: what it calls things, and what it gives to enter. */
export interface Step {
	/** What is in bold: the words that n8n shows. */
	labels: string[];
	/** What is written as code. */
	values: string[];
}

/** The numbered steps under the README's heading *Usage*. */
export function usageSteps(): Step[] {
	const [, usage = ''] = /^## Usage$([^]*?)^## /m.exec(textOf('README.md')) ?? [];
	return [...usage.matchAll(/^\d+\. (.*)$/gm)].map(([, text = '']) => ({
		labels: [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, label = '']) => label),
		values: [...text.matchAll(/`(.+?)`/g)].map(([, value = '']) => value),
	}));
}
