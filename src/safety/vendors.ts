/** Not in the middle of a word; an underscore or a hyphen may well stand in front of a token. */
const START = String.raw`(?<![A-Za-z\d])`;

/** Tokens that their issuers made recognisable, by prefix, length and alphabet. */
const SHAPES: readonly string[] = [
  // Amazon, GitHub, GitLab, Slack
  String.raw`(?:AKIA|ASIA|AGPA|AROA|AIDA)[A-Z\d]{16}\b`,
  String.raw`gh[pousr]_[A-Za-z\d]{20,255}\b`,
  String.raw`github_pat_\w{20,255}\b`,
  String.raw`gl(?:pat|dt|rt|soat)-[\w-]{16,255}`,
  String.raw`xox[abeoprs]-[\w-]{10,255}`,
  String.raw`xapp-\d-[\w-]{10,255}`,
  // Stripe, OpenAI, Anthropic
  String.raw`[srp]k_(?:live|test)_[A-Za-z\d]{10,255}`,
  String.raw`whsec_[A-Za-z\d]{16,255}`,
  String.raw`sk-(?:ant-|proj-|or-|svcacct-)?[\w-]{16,255}`,
  // Google, SendGrid, npm, PyPI, Hugging Face, Vault
  String.raw`AIza[\w-]{30,60}`,
  String.raw`ya29\.[\w-]{16,1000}`,
  String.raw`1\/\/0[\w-]{20,255}`,
  String.raw`SG\.[\w-]{16,64}\.[\w-]{16,128}`,
  String.raw`npm_[A-Za-z\d]{30,64}`,
  String.raw`pypi-[\w-]{30,255}`,
  String.raw`hf_[A-Za-z\d]{20,64}`,
  String.raw`hv[sb]\.[\w-]{20,255}`,
  // Shopify, DigitalOcean, Databricks, New Relic, HubSpot, Airtable, Figma, Notion, Linear, Meta, Twilio, Mailgun, Square, EasyPost
  String.raw`shp(?:at|ca|pa|ss)_[a-fA-F\d]{16,64}`,
  String.raw`dop_v1_[a-f\d]{20,128}`,
  String.raw`dapi[a-f\d]{32}\b`,
  String.raw`NRAK-[A-Z\d]{20,64}`,
  String.raw`pat-(?:na|eu)\d-[\w-]{20,64}`,
  String.raw`pat[A-Za-z\d]{14}\.[a-f\d]{40,80}`,
  String.raw`figd_[\w-]{20,128}`,
  String.raw`secret_[A-Za-z\d]{30,64}`,
  String.raw`ntn_[A-Za-z\d]{20,64}`,
  String.raw`lin_(?:api|oauth)_[A-Za-z\d]{20,64}`,
  String.raw`EAA[A-Za-z\d]{30,400}`,
  String.raw`SK[a-f\d]{32}\b`,
  String.raw`key-[a-f\d]{32}\b`,
  String.raw`sq0[a-z]{3}-[\w-]{20,64}`,
  String.raw`EZ[AT]K[a-z\d]{40,64}`,
];

/** Telegram writes its tokens right behind a word: `/bot123456789:AA…`. */
const TELEGRAM = String.raw`(?<!\d)\d{8,10}:AA[\w-]{30,40}`;

export const VENDOR_TOKEN = new RegExp(`${START}(?:${SHAPES.join("|")})|${TELEGRAM}`, "g");
