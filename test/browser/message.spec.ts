import { beforeAll, expect, it } from '@jest/globals';

import { textOf } from '../support/fixtures.mts';
import { openEditor, type Editor } from './editor.mts';
import { takePicture } from './pictures.mts';

interface SampleCart {
	cart: { storeUrl: string };
	whatsapp: Record<'customerName' | 'itemsText' | 'totalText' | 'buttonSuffix', string>;
}

let editor: Editor;

beforeAll(async () => {
	editor = await openEditor();
});

/** The first English template to paste, filled as the WhatsApp node fills it with the sample cart. */
function reminder(): { text: string; link: string } {
	const [, template = ''] = /^> (.*\{\{1\}\}.*)$/m.exec(textOf('docs/whatsapp.md')) ?? [];
	const [sample] = JSON.parse(textOf('docs/sample-cart.json')) as [SampleCart];
	const { customerName, itemsText, totalText, buttonSuffix } = sample.whatsapp;
	const values = [customerName, itemsText, totalText];
	return {
		text: template.replace(/\{\{(\d)\}\}/g, (_, n: string) => values[Number(n) - 1] ?? ''),
		link: `https://${sample.cart.storeUrl}/${buttonSuffix}`,
	};
}

/** A phone that shows the reminder. It is drawn to look like WhatsApp, without using any of its pictures. */
function phoneHtml(): string {
	const { text, link } = reminder();
	return `<!doctype html><meta charset="utf-8"><style>
		body { margin: 0; background: #fff; font: 15px/1.35 Arial, sans-serif; color: #111b21 }
		main { width: 340px; background: #efeae2; border: 8px solid #222; border-radius: 26px; overflow: hidden }
		header { background: #008069; color: #fff; padding: 12px 16px; font-weight: bold }
		header small { display: block; font-weight: normal; opacity: .85 }
		article { margin: 16px 40px 26px 12px; background: #fff; border-radius: 8px; overflow: hidden }
		p { margin: 0; padding: 10px 12px 4px }
		time { display: block; text-align: right; padding: 0 12px 8px; font-size: 11px; color: #667781 }
		a { display: block; padding: 11px; border-top: 1px solid #e9edef; color: #027eb5; text-align: center; text-decoration: none }
	</style><main><header>My Store<small>Business account</small></header>
	<article><p>${text}</p><time>10:30</time><a href="${link}">Back to my cart</a></article></main>`;
}

it('the template to paste, filled with the sample cart, reads well on a phone', async () => {
	await editor.page.setContent(phoneHtml());
	const phone = editor.page.locator('main');
	expect(await phone.locator('p').innerText()).toBe(
		'Hi Priya, you left Block Print Kurta - Indigo / M, Brass Diya - Set of 4 × 2 in your cart. Your total is ₹2,067.30. Shall we keep it for you?',
	);
	expect(await phone.locator('a').getAttribute('href')).toBe(
		'https://my-store.myshopify.com/checkouts/c1a7f3',
	);
	await takePicture(editor, 'whatsapp-message', { of: phone });
});
