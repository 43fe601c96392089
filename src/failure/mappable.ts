/** Fields of a record that `--map FIELD=path.to.value` and the configuration can name. */
export const MAPPABLE = ["id", "toolkit", "tool", "account", "time", "status", "request", "response", "error"] as const;
export type Mappable = (typeof MAPPABLE)[number];
