import { expect, it } from '@jest/globals';

import { exampleNames } from '../../examples/example.mts';
import { pictures, shown } from './pictures.mts';

it('every picture of the documentation is shown on a page, and every one shown is there', () => {
	expect(shown).toEqual(pictures);
});

it('every example has a picture', () => {
	const theirs = exampleNames().map((name) => `docs/images/example-${name}.png`);
	expect(pictures).toEqual(expect.arrayContaining(theirs));
});
