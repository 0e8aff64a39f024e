import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

import { npm } from './command.mts';
import { withLock } from './lock.mts';
import { temporaryFolder } from './shutdown.mts';

const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const packResult = z.array(z.object({ filename: z.string(), name: z.string() })).nonempty();

/** The packed project: what the registry would hold. */
export interface Packed {
	tarball: string;
	/** Deletes the temporary folder that the tarball is in. */
	remove: () => Promise<void>;
}

/** Builds and packs this project into a temporary folder. */
export async function packProject(): Promise<Packed> {
	const { folder, remove } = await temporaryFolder('ecom360-pack-');
	try {
		const output = await alone(async () => {
			await npm(['run', 'build'], { cwd: project });
			return await npm(['pack', '--json', '--pack-destination', folder], { cwd: project });
		});
		const [{ filename }] = packResult.parse(JSON.parse(output));
		return { tarball: join(folder, filename), remove };
	} catch (error) {
		await remove();
		throw error;
	}
}

/** Builds this project into its `dist` folder. */
export async function buildProject(): Promise<void> {
	await alone(async () => await npm(['run', 'build'], { cwd: project }));
}

// Two runs of one checkout share its dist folder, which each build empties first.
async function alone<Result>(work: () => Promise<Result>): Promise<Result> {
	return await withLock(join(project, 'node_modules', '.ecom360-pack'), work);
}
