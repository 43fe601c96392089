/** `1259` → `1,259`; the same in every locale. */
export function numeral(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** A part of a whole in percent with one decimal: `43.4 %`. */
export function share(part: number, whole: number): string {
  return whole === 0 ? "0.0 %" : `${((100 * part) / whole).toFixed(1)} %`;
}

/** `1 failure`, `2 failures`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${numeral(count)} ${count === 1 ? noun : plural}`;
}

/** `2026-04-20T08:00:00.000Z` → `2026-04-20 08:00 UTC`. */
export function minute(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
