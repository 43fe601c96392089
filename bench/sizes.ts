const UNITS: Readonly<Record<string, number>> = { kb: 1e3, mb: 1e6, gb: 1e9 };

/** `64mb` as a number of bytes. */
export function bytesOf(size: string): number {
  const match = /^(\d+(?:\.\d+)?)(kb|mb|gb)$/.exec(size);
  if (match === null) throw new Error(`${size}: write a size as 64mb or 1gb`);
  return Number(match[1]) * (UNITS[match[2] ?? ""] ?? 1);
}

/** `1.1 GB`, `64 MB`. */
export function shown(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.round(bytes / 1e6)} MB`;
}
