import type { BuildOptions, Metafile } from 'esbuild';

export function bundlePackage(options?: BuildOptions): Promise<Metafile>;
