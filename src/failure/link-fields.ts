/** What a link template can name. */
export const LINK_FIELDS = ["id", "row", "sheet_row", "toolkit", "tool", "account"] as const;
