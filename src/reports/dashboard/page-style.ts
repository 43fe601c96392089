/** The page around the tab, and the evidence pages; the tab has a style sheet of its own. */
export const PAGE_STYLE = [
  ":root{color-scheme:light dark;--bg:#f5f6f8;--ink:#161a22;--quiet:#5a6372;--line:#e1e4ea}",
  "@media (prefers-color-scheme:dark){:root{--bg:#0e1116;--ink:#e7eaf0;--quiet:#9aa4b3;--line:#272d38}}",
  "*{box-sizing:border-box}",
  "body{margin:0;background:var(--bg);color:var(--ink);font:14px/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,sans-serif}",
  ".page-head{max-width:1600px;margin:0 auto;padding:20px 24px 0}",
  ".page-head h1{margin:0;font-size:13px;font-weight:600;color:var(--quiet);letter-spacing:.01em}",
  "main{max-width:1600px;margin:0 auto;padding:4px 24px 32px}",
  "@media (max-width:600px){.page-head{padding:14px 14px 0}main{padding:2px 14px 24px}}",
  "@media print{body{background:#fff;color:#000}main,.page-head{padding-inline:0}}",
].join("");
