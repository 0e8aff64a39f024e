import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { WorkflowDraft } from '../../scripts/n8n/api.mts';
import { isTakingPictures } from './pictures.mts';

const FOLDER = fileURLToPath(new URL('../../examples/', import.meta.url));
const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const TRIGGER_TYPE = 'n8n-nodes-ecom360.ecom360Trigger';

/** A workflow in `examples/`, and what its canvas has to show. */
export interface ExampleFile {
	file: string;
	/** The file's name without its extension. */
	name: string;
	title: string;
	nodes: string[];
	stickyNotes: number;
	/** Whose output is sample data. */
	pinned: string[];
	/** Ecom360 Triggers, each of which should have some. */
	triggers: string[];
}

export const examples: ExampleFile[] = readdirSync(FOLDER)
	.filter((entry) => entry.endsWith('.json'))
	.sort()
	.map((entry) => {
		const file = `${FOLDER}${entry}`;
		const workflow = JSON.parse(readFileSync(file, 'utf8')) as WorkflowDraft;
		const isNote = ({ type }: Record<string, unknown>) => type === STICKY_NOTE;
		const isTrigger = ({ type }: Record<string, unknown>) => type === TRIGGER_TYPE;
		return {
			file,
			name: entry.replace(/\.json$/, ''),
			title: workflow.name,
			nodes: workflow.nodes.filter((node) => !isNote(node)).map(({ name }) => name),
			stickyNotes: workflow.nodes.filter(isNote).length,
			pinned: Object.keys(workflow.pinData ?? {}),
			triggers: workflow.nodes.filter(isTrigger).map(({ name }) => name),
		};
	});

/**
 * The examples whose canvas is drawn in a browser: the smallest and the largest, and all of them
 * where pictures are taken. What each file must look like is for the contract tests.
 */
export const drawnExamples = examples.filter(
	({ name }) => isTakingPictures || ['first-reminder', 'recover'].includes(name),
);
