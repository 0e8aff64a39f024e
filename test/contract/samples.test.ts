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

	const accepted = { webhookResponse: { status: 'accepted' } };
	it.each<[string, INodeType['webhook'], boolean[]]>([
		[
			'starts for each event',
			async () => ({ ...accepted, workflowData: [[{ json: {} }]] }),
			[true, true, false, false],
		],
		['starts nothing', async () => accepted, [false, false, false, false]],
		['throws', async () => await Promise.reject(new Error('broken')), Array(4).fill(false)],
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

	it('are reported with whom nobody can reach, and with what was expected instead', async () => {
		const [first] = await sendSamples(await trigger());
		const whatsapp = { ...(first!.item!['whatsapp'] as object), reachable: false, to: null };
		const item = { ...first!.item, whatsapp };
		const report = sampleReport([{ ...first!, item, isAsExpected: false }]).join('\n');
		expect(report).toMatch(/✗ A shopper .+ → expected 200 \{"status":"accepted"\}/);
		const reached = sampleReport([{ ...first!, item }]).join('\n');
		expect(reached).toContain('To nobody (no number WhatsApp can reach): “Priya”');
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
