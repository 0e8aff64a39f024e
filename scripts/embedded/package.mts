import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeType } from 'n8n-workflow';

/** A package of nodes on disk, loaded as n8n loads it. */
export async function loadNodes(folder: string): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	return loader;
}

export function nodeOf(loader: PackageDirectoryLoader, type = 'ecom360Trigger'): INodeType {
	return loader.getNode(type).type as INodeType;
}
