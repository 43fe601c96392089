/** Segments of a path that address no object by themselves: versions, prefixes, verbs. */
const NO_OBJECT = /^(?:v\d+(?:[._]\d+)*(?:beta\d*|alpha\d*)?|\d+\.\d+|\d{4}-\d{2}(?:-\d{2})?|api|rest|public|beta|alpha|latest|services?|me|self|current|search|list|query|count|batch|bulk|export|import|find|lookup|login|register|status|health|info|stats|new|create|update|delete|upsert|all|graphql|oauth2?|token|settings|config|index(?:\.php)?|default)$/i;

/** The segments of a URL's path, percent-decoded; empty segments inside the path are kept, for they are gaps. */
export function pathSegments(url: string): readonly string[] {
  const withoutOrigin = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, "").split(/[?#]/)[0] ?? "";
  const segments = withoutOrigin.replace(/^\/|\/$/g, "").split("/");
  return segments.length === 1 && segments[0] === "" ? [] : segments.map(decoded);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Whether a segment names one object: it looks like an id, or it stands behind the name of a collection. */
export function isObjectSegment(segment: string, before: string | null): boolean {
  if (segment === "" || NO_OBJECT.test(segment)) return false;
  if (looksLikeId(segment) || FILE_NAME.test(segment)) return true;
  return before !== null && isCollection(before) && !isCollection(segment) && !segment.includes(".");
}

/** `example.com`, `_acme.example.co.uk.`; not `channels.list`. */
const DOMAIN = /^[a-z\d_-]+(?:\.[a-z\d_-]+){0,6}\.(?:com|net|org|io|dev|app|co|edu|gov|tld)\.?$|^[a-z\d_-]+(?:\.[a-z\d_-]+){1,6}\.[a-z]{2}\.?$/i;

/** `plan.md`, `avatar.png`: the name of a file; `update.json` and `server.php` are routes. */
const FILE_NAME = /^[^/]{1,200}\.(?:md|markdown|txt|pdf|docx?|xlsx?|pptx?|od[ts]|rtf|epub|png|jpe?g|gif|webp|svg|bmp|tiff?|ico|mp[34]|wav|ogg|mov|avi|webm|zip|tar|t?gz|7z|rar|jar|whl|gem|deb|rpm|apk|exe|dmg|ipynb|log|ttf|woff2?)$/i;

function looksLikeId(segment: string): boolean {
  const isVersion = /^v?\d+(?:\.\d+)+$/.test(segment);
  const isRandom = /^[A-Za-z]{12,}$/.test(segment) && /[a-z][A-Z]/.test(segment) && /[A-Z]{2}/.test(segment);
  return (/\d/.test(segment) && !isVersion) || /[@:%{}<>]/.test(segment) || isRandom || DOMAIN.test(segment);
}

/** `repos`, `users`, `event-types`: a plural. */
function isCollection(segment: string): boolean {
  return /^[A-Za-z_-]{3,}s$/.test(segment) && !/(?:ss|us|is|ies[a-z])$/i.test(segment) && !NO_OBJECT.test(segment);
}
