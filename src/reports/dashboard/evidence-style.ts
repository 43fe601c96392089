/** How an evidence page looks; it is small because it stands in every one of them. */
export const EVIDENCE_STYLE = [
  ":root{color-scheme:light dark;--bg:#f5f6f8;--card:#fff;--ink:#161a22;--quiet:#596271;--line:#e1e4ea;--link:#2f55d4;--mark:#ffe9a8;--mark-ink:#3b2c00}",
  "@media (prefers-color-scheme:dark){:root{--bg:#0e1116;--card:#161a21;--ink:#e7eaf0;--quiet:#9ca6b5;--line:#282e39;--link:#9db4ff;--mark:#6b5312;--mark-ink:#fff3cf}}",
  "*{box-sizing:border-box}",
  "body{margin:0 auto;max-width:820px;padding:20px;background:var(--bg);color:var(--ink);font:14px/1.5 system-ui,-apple-system,\"Segoe UI\",Roboto,sans-serif;overflow-wrap:anywhere}",
  "main{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:20px 24px;margin-top:10px}",
  "h1{margin:0;font:600 18px/1.4 ui-monospace,Menlo,Consolas,monospace}h2{font-size:13px;margin:22px 0 6px}p{margin:0 0 4px}",
  ".quiet,dt,figcaption{color:var(--quiet)}a{color:var(--link)}",
  ".verdict{margin:12px 0;padding:12px 14px;border:1px solid var(--line);border-radius:8px}",
  "figure{margin:0 0 8px;border:1px solid var(--line);border-radius:8px;overflow:hidden}",
  "blockquote,pre,figcaption{margin:0;padding:9px 12px;font:12px/1.55 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap}",
  "pre+p{margin-top:12px}figcaption{border-top:1px solid var(--line);padding:4px 12px}pre{border:1px solid var(--line);border-radius:8px}",
  "mark{background:var(--mark);color:var(--mark-ink)}.masked{border:1px dashed;border-radius:4px;padding:0 2px}",
  "dl{display:grid;grid-template-columns:150px minmax(0,1fr);gap:4px 12px;margin:0}dd{margin:0}ul{margin:0;padding-left:18px}",
  ":focus-visible{outline:2px solid var(--link);outline-offset:2px}",
  "@media (max-width:520px){body{padding:12px}main{padding:14px}dl{display:block}dd{margin-bottom:6px}}",
  "@media print{body,main{background:#fff;color:#000;border:0;padding:0}}",
].join("");
