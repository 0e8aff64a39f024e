import { rm } from 'node:fs/promises';

import { createUserFolder } from '../../scripts/n8n/home.mts';
import { startN8n } from '../../scripts/n8n/process.mts';
import setUpN8n from '../support/n8n-setup.mts';
import { inject, provide } from '../support/provided.mts';
import { atEnd } from '../support/teardown.mts';
import { WITHOUT_EDITOR } from '../support/without-editor.mts';

declare module '../support/provided.mts' {
	interface ProvidedContext {
		/** The folder of an n8n that was started once: its files begin with a copy. */
		startedFolder: string;
	}
}

/** Starts n8n once for all files: what a first start does takes longer than most of the tests. */
export default async function setUp(): Promise<void> {
	await setUpN8n();
	const userFolder = await createUserFolder();
	atEnd(async () => await rm(userFolder, { recursive: true, force: true, maxRetries: 5 }));
	const n8n = await startN8n({
		version: process.env['N8N_VERSION'],
		tarball: inject('tarball'),
		userFolder,
		env: WITHOUT_EDITOR,
	});
	await n8n.stop();
	provide('startedFolder', userFolder);
}
