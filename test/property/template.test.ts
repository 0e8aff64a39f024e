import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';

import { templateText } from '../../nodes/Ecom360/shared/texts';
import { wildText } from './arbitraries.mts';
import { graphemesOf, templateProblems } from '../support/template-oracle.mts';

const LONG = 4_000;
const text = (sent: string, longest: number) => templateText(sent, longest, 'fallback');

describe('templateText', () => {
	it('is safe in a template for any text, and changes nothing when it is applied again', () => {
		fc.assert(
			fc.property(wildText, fc.integer({ min: 8, max: 300 }), (sent, longest) => {
				const once = text(sent, longest);
				expect(templateProblems(once, longest)).toEqual([]);
				expect(text(once, longest)).toBe(once);
			}),
			{ numRuns: 1_000 },
		);
	});

	it('never cuts a grapheme in half', () => {
		const short = wildText.filter(({ length }) => length <= LONG);
		fc.assert(
			fc.property(short, fc.integer({ min: 8, max: 60 }), (sent, longest) => {
				const clipped = text(sent, longest);
				const whole = text(sent, LONG);
				if (clipped === 'fallback' || clipped === whole) return;
				expect(clipped.endsWith('…')).toBe(true);
				const kept = graphemesOf(clipped.slice(0, -1));
				expect(kept).toEqual(graphemesOf(whole).slice(0, kept.length));
			}),
			{ numRuns: 2_000 },
		);
	});

	it('cuts no more than it must', () => {
		const unit = fc.constantFrom('a', 'क', '😀');
		fc.assert(
			fc.property(fc.string({ unit, minLength: 61, maxLength: 200 }), (sent) => {
				expect(text(sent, 60).length).toBeGreaterThanOrEqual(57);
			}),
		);
	});

	it('leaves words of letters and single spaces alone', () => {
		// Between Rho and Sigma is a place without a letter.
		const word = fc.stringMatching(/^[a-zA-Zऄ-हΑ-ΡΣ-Ωא-ת가-힣0-9]{1,12}$/);
		fc.assert(
			fc.property(fc.array(word, { minLength: 1, maxLength: 10 }), (words) => {
				expect(text(words.join(' '), 300)).toBe(words.join(' '));
			}),
		);
	});
});
