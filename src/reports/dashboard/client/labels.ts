import type { Facet, FacetValue } from "../format.ts";
import { clusterName } from "./model.ts";

/** What a facet is called above its list and in a chip. */
export const FACET_NAMES: Readonly<Record<Facet, { readonly one: string; readonly many: string }>> = {
  bucket: { one: "Bucket", many: "Buckets" },
  cluster: { one: "Cluster", many: "Clusters" },
  toolkit: { one: "Toolkit", many: "Toolkits" },
  tool: { one: "Tool", many: "Tools" },
  account: { one: "Account", many: "Connected accounts" },
  status: { one: "Status", many: "HTTP status" },
  scope: { one: "Scope", many: "Scope" },
  demoted: { one: "Demoted", many: "Demoted" },
};

/** A value as a person reads it. */
export function labelOf(facet: Facet, value: FacetValue): string {
  if (facet === "scope") return value === null ? "canonical" : `reclassified from ${value}`;
  if (facet === "demoted") return value === null ? "not demoted" : `from ${value}`;
  if (value === null) return "not recorded";
  if (facet !== "cluster") return value;
  const { cluster, bucket } = clusterName(value);
  return bucket === null ? cluster : `${cluster} in ${bucket}`;
}
