import { expect, it } from '@jest/globals';

import { outputSchemas } from '../../../scripts/output-schemas.mts';
import { textOf } from '../../support/fixtures.mts';

it.each(outputSchemas())('is what `npm run generate` writes: $file', ({ file, text }) => {
	expect(textOf(file)).toBe(text);
});
