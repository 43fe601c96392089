import { FACETS, type Facet, type FacetValue, perFacet } from "../format.ts";

/** What a person sees of the bugs: what is chosen, looked for, sorted by, shown and opened. */
export interface View {
  readonly filters: Readonly<Record<Facet, ReadonlySet<FacetValue>>>;
  readonly search: string;
  readonly sort: { readonly column: string; readonly down: boolean } | null;
  /** Columns that were chosen; null as long as nobody did. */
  readonly columns: readonly string[] | null;
  /** Id of the bug whose evidence is open. */
  readonly open: string | null;
}

export const EMPTY_VIEW: View = {
  filters: perFacet(() => new Set<FacetValue>()),
  search: "", sort: null, columns: null, open: null,
};

const NAME = "categorization";
/** Stands for “not recorded” and can be in no value: texts never hold it unescaped. */
const NOTHING = "\u0000";

/**
 * The view as the part of an address behind `#`, empty for the view at the beginning. It holds only letters, digits, `_`
 * and `-`: whoever sends it needs no escapes, and a page that takes its hash for a selector still gets a valid one.
 */
export function toHash(view: View): string {
  const parts = [
    ...FACETS.flatMap((facet) => (view.filters[facet].size === 0 ? [] : [[facet, ...[...view.filters[facet]].map((value) => value ?? NOTHING)]])),
    ...(view.search === "" ? [] : [["search", view.search]]),
    ...(view.sort === null ? [] : [["sort", view.sort.column, ...(view.sort.down ? ["down"] : [])]]),
    ...(view.columns === null ? [] : [["columns", ...view.columns]]),
    ...(view.open === null ? [] : [["open", view.open]]),
  ];
  return parts.length === 0 ? "" : [NAME, ...parts.map((part) => part.map(encode).join("-"))].join("--");
}

/** The view that an address names, or null where the address is not ours. Whatever it says, the result is a view. */
export function fromHash(hash: string): View | null {
  const [name, ...parts] = hash.replace(/^#/, "").split("--");
  if (name !== NAME) return null;
  const values = new Map(parts.map((part) => part.split("-").map(decode)).map(([key = "", ...rest]) => [key, rest]));
  const [column, direction] = values.get("sort") ?? [];
  return {
    filters: perFacet((facet) => new Set((values.get(facet) ?? []).map((value) => (value === NOTHING ? null : value)))),
    search: values.get("search")?.[0] ?? "",
    sort: column === undefined ? null : { column, down: direction === "down" },
    columns: values.get("columns") ?? null,
    open: values.get("open")?.[0] ?? null,
  };
}

function encode(text: string): string {
  if (text === "") return "_x_";
  return text.replace(/[^A-Za-z0-9]/gu, (char) => (char === "_" ? "__" : `_${(char.codePointAt(0) ?? 0).toString(16)}_`));
}

function decode(text: string): string {
  return text.replace(/__|_x_|_([\da-f]{1,6})_/g, (whole, hex: string | undefined) => {
    if (whole === "_x_") return "";
    const point = hex === undefined ? 0x5f : Number.parseInt(hex, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "";
  });
}
