import { packProject } from '../../scripts/n8n/pack.mts';
import { provide } from './provided.mts';
import { atEnd } from './teardown.mts';

/** Builds and packs the package once for a suite that installs it into a real n8n. */
export default async function setUp(): Promise<void> {
	const packed = await packProject();
	atEnd(packed.remove);
	provide('tarball', packed.tarball);
}
