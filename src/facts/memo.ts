/** A pure function of a text that remembers what it found: APIs say the same few things over and over. */
export function remembered<Value>(read: (text: string) => Value, bounds: { readonly texts: number; readonly length: number }): (text: string) => Value {
  const known = new Map<string, { readonly value: Value }>();
  return (text) => {
    if (text.length > bounds.length) return read(text);
    const found = known.get(text);
    if (found !== undefined) return found.value;
    // All at once: keeping count of what was asked for last would cost more than it saves.
    if (known.size >= bounds.texts) known.clear();
    const own = detached(text);
    const value = read(own);
    known.set(own, { value });
    return value;
  };
}

/**
 * The same text with memory of its own. V8 keeps a short piece of a long text as a window into it, and whoever keeps the
 * piece keeps the long text alive.
 */
export function detached(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
