import { describe, expect, it } from '@jest/globals';
import type { INodeType } from 'n8n-workflow';

import { examplePins, sampleCartItems } from '../../scripts/example-pins.mts';
import { sampleReport } from '../../scripts/embedded/report.mts';
import { sendSamples } from '../../scripts/embedded/samples.mts';
import { exampleNames, readExample } from '../examples/example.mts';
import { textOf } from '../support/fixtures.mts';
import { loadPackage, nodeOf } from '../support/installed.mts';

const trigger = async (): Promise<INodeType> => nodeOf(await loadPackage());

describe('the samples of npm start', () => {
	it('come to two items, a duplicate and a refusal', async () => {
		const samples = await sendSamples(await trigger());
		expect(samples.map(({ answer: { status, body } }) => ({ status, body }))).toMatchObject([
			{ status: 200, body: { status: 'accepted' } },
			{ status: 200, body: { status: 'accepted' } },
			{ status: 200, body: { status: 'ignored', reason: 'duplicate' } },
			{ status: 401, body: { status: 'rejected', reason: 'signature_mismatch' } },
		]);
		expect(samples.map(({ isAsExpected }) => isAsExpected)).toEqual([true, true, true, true]);
		expect(samples.map(({ item }) => item)).toMatchObject([
			{ cart: { id: 'cart_482915637' } },
			{ cart: { id: '75355' } },
			...[undefined, undefined],
		]);
	});

	it.each<[string, INodeType['webhook'], boolean[]]>([
		[
			'starts for each event',
			async () => ({ webhookResponse: { status: 'accepted' }, workflowData: [[{ json: {} }]] }),
			[true, true, false, false],
		],
		[
			'says that it has accepted, and starts nothing',
			async () => ({ webhookResponse: { status: 'accepted' } }),
			[false, false, false, false],
		],
		[
			'throws',
			async () => {
				throw new Error('broken');
			},
			[false, false, false, false],
		],
	])('expose a trigger that %s', async (_, webhook, verdicts) => {
		const broken = Object.assign(Object.create(await trigger()) as INodeType, { webhook });
		const samples = await sendSamples(broken);
		expect(samples.map(({ isAsExpected }) => isAsExpected)).toEqual(verdicts);
	});

	it('are reported in plain words, with the item and what a template takes', async () => {
		const report = sampleReport(await sendSamples(await trigger())).join('\n');
		expect(report.match(/✓ .+ → .+/g)).toHaveLength(4);
		expect(report).not.toContain('✗');
		expect(report).toContain('Block Print Kurta - Indigo / M, Brass Diya - Set of 4 × 2');
		expect(report).toMatch(/To \+919999999999: “Priya”, “.+”, “₹2,067\.30”/);
		expect(report).toMatch(/To \+916000376569: “Darpan”, “.+”, “₹1,800\.00”/);
	});

	it('say of an item without a number that nobody can be reached', async () => {
		const [first] = await sendSamples(await trigger());
		const whatsapp = { ...(first!.item!['whatsapp'] as object), reachable: false, to: null };
		const report = sampleReport([{ ...first!, item: { ...first!.item, whatsapp } }]).join('\n');
		expect(report).toContain('To nobody (no number WhatsApp can reach): “Priya”');
	});

	it('are reported with what was expected where the answer is another', async () => {
		const [first] = await sendSamples(await trigger());
		const report = sampleReport([{ ...first!, isAsExpected: false }]).join('\n');
		expect(report).toMatch(/✗ A shopper .+ → expected 200 \{"status":"accepted"\}/);
	});
});

it.each(exampleNames())(
	'examples/%s.json pins what the trigger makes of the sample (`npm run generate` writes it)',
	async (name) => {
		const example = readExample(name);
		const pins = await examplePins(await trigger(), example);
		expect(example.pinData).toEqual({ ...example.pinData, ...pins });
	},
);

it('docs/sample-cart.json is what the trigger makes of the sample (`npm run generate` writes it)', async () => {
	const cart = JSON.parse(textOf('docs/sample-cart.json')) as object[];
	expect(cart).toEqual(await sampleCartItems(await trigger()));
});
