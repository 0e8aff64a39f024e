import { expect, it } from '@jest/globals';

import { examplePins, sampleCartItems } from '../../scripts/example-pins.mts';
import { exampleNames, readExample } from '../examples/example.mts';
import { textOf } from '../support/fixtures.mts';
import { loadPackage, nodeOf } from '../support/installed.mts';

it.each(exampleNames())(
	'examples/%s.json pins what the trigger makes of the sample (`npm run generate` writes it)',
	async (name) => {
		const example = readExample(name);
		const pins = await examplePins(nodeOf(await loadPackage()), example);
		expect(example.pinData).toEqual({ ...example.pinData, ...pins });
	},
);

it('docs/sample-cart.json is what the trigger makes of the sample (`npm run generate` writes it)', async () => {
	const cart = JSON.parse(textOf('docs/sample-cart.json')) as object[];
	expect(cart).toEqual(await sampleCartItems(nodeOf(await loadPackage())));
});
