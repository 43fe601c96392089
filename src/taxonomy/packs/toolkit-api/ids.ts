/** The causes that this pack knows. Adding one here makes every incomplete table a compile error. */
export const CLUSTER_IDS = [
  "AUTH_EXPIRED",
  "PERMISSION_DENIED",
  "RESOURCE_NOT_FOUND",
  "INVALID_FIXTURE",
  "ALREADY_EXISTS",
  "RATE_LIMITED",
  "QUOTA_EXHAUSTED",
  "UPSTREAM_5XX",
  "NO_DATA",
  "OTHER",
] as const;
export type ClusterId = (typeof CLUSTER_IDS)[number];

/** The responsibilities that this pack knows. */
export const BUCKET_IDS = [
  "PLATFORM_AUTH_ISSUE",
  "PLATFORM_FIXTURE_ISSUE",
  "UPSTREAM_API_BEHAVIOR",
  "DATA_QUALITY_GAP",
  "TOOLKIT_IMPLEMENTATION_BUG",
  "INVESTIGATE_INDIVIDUALLY",
] as const;
export type BucketId = (typeof BUCKET_IDS)[number];
