import { installN8n } from '../../scripts/n8n/install.mts';
import packPackage from './packed.mts';

/** For a suite whose files start n8n: installs it first, since that takes longer than a test may. */
export default async function setUp(): Promise<void> {
	await packPackage();
	await installN8n(process.env['N8N_VERSION']);
}
