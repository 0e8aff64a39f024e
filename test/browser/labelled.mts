/** A node's parameters by the labels that people see. Of several with the same label, the last. */
import type { Locator } from 'playwright-core';

import type { Editor } from './editor.mts';

/** Enters a value as people paste it: n8n takes what holds `{{ … }}` for an expression. */
export async function enter(editor: Editor, label: string, value: string): Promise<void> {
	await inputOf(editor, label).fill(value);
	if (value.includes('{{')) await fieldOf(editor, label).getByText(value).waitFor();
}

/** Chooses an entry of a list. */
export async function pick(editor: Editor, label: string, entry: string): Promise<void> {
	await inputOf(editor, label).click();
	const option = editor.page.getByRole('option', { name: entry, exact: true });
	const found = editor.page.getByTestId('rlc-item').filter({ hasText: entry });
	await option.or(found).click();
}

/** The entry that a list has chosen. */
export async function chosen(editor: Editor, label: string): Promise<string> {
	return await inputOf(editor, label).inputValue();
}

export async function press(editor: Editor, button: string): Promise<void> {
	// Away from a field that is being edited: the preview of its expression covers the buttons.
	await parametersOf(editor).click({ position: { x: 2, y: 2 } });
	await parametersOf(editor).getByRole('button', { name: button }).last().click();
}

/** The nth condition of an If node: a value, and a comparison that needs no second one. */
export async function enterCondition(
	editor: Editor,
	nth: number,
	placeholder: string,
	value: string,
	[type = '', comparison = '']: string[],
): Promise<void> {
	const { page } = editor;
	const condition = parametersOf(editor).getByTestId('filter-condition').nth(nth);
	await condition.getByPlaceholder(placeholder).fill(value);
	await condition.getByText(value).waitFor();
	await condition.getByTestId('filter-operator-select').getByRole('button').click();
	await page.getByRole('menuitem', { name: type, exact: true }).hover();
	await page.getByRole('menuitem', { name: comparison, exact: true }).click();
	await condition.getByText(comparison, { exact: true }).waitFor();
}

function parametersOf({ page }: Editor): Locator {
	return page.getByTestId('ndv').getByTestId('node-parameters');
}

function fieldOf(editor: Editor, label: string): Locator {
	const { page } = editor;
	const labels = page.getByTestId('input-label');
	const named = labels.filter({ has: page.getByText(label, { exact: true }) });
	return parametersOf(editor).getByTestId('parameter-item').filter({ has: named }).last();
}

function inputOf(editor: Editor, label: string): Locator {
	return fieldOf(editor, label).locator('input, textarea').last();
}
