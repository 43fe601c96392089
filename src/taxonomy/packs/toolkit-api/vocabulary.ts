/**
 * Fragments that many patterns share, as JavaScript regular expressions. They are data like the patterns themselves: in
 * the exported pack they stand expanded.
 */

/** Up to `count` words between two telling ones. */
export const few = (count: number): string => String.raw`(?:[\p{L}\w'"\x60.()\[\]<>:\/,@*&%$#=+-]{1,60} ){0,${count}}`.replace(String.raw`\p{L}`, "\\u00c0-\\uffff");

export const BE = String.raw`(?:(?:is|are|was|were|be|been|being|has|have|had|it|currently|already|now|either|also) ){0,3}`;

export const CANNOT = String.raw`(?:cannot|can't|can not|could not|couldn't|unable to|failed to|not able to|is not possible to|may not|must not)`;

/** What a caller proves itself with. */
export const CREDENTIAL = String.raw`(?:['"\x60]?(?:access|refresh|auth|authentication|authorization|bearer|api|id|session|oauth2?|security|user|bot|page|personal|application|app|client|x|subscription|integration|private|secret|identity|login|account|consumer|developer|server|service|basic|aws|web|public|shared|signing|your|the|this|provided|supplied|given|valid|current) ){0,4}(?:tokens?|api ?keys?|access keys?(?: ids?)?|secret keys?|account keys?|(?:subscription|private|service|merchant|developer|consumer|license|licence|auth\w{0,40}) keys?|your key|credentials?|jwt|signature|session(?: id| key| cookie)?|passwords?|(?:client |api |app )?secrets?|cookies?|pats?|auth\w{0,40} (?:header|grant|code)|client ids?|app ?id|oauth)`;

/** Who may be refused. */
export const PARTY = String.raw`(?:account|user|profile|organi[sz]ation|workspace|app|application|merchant|seller|store|shop|customer|number|tenant|subscription|project|client|bot|caller|principal|member|role|team|device|site|domain|consumer|sender|connection|integration|partner)`;

/** What can be used up. */
export const LIMIT = String.raw`(?:limit|limits|quota|quotas|cap|allowance|allotment|budget|usage|credits|threshold)`;

/** What is said of a credential is no matter of data. */
export const OF_CREDENTIALS = String.raw`\b(?:access|refresh|bearer|api|auth\w{0,40}|oauth2?|session|security|id|csrf) ?(?:token|keys?|header)\b|\bapikey\b|\bcredential|\bclient (?:id|secret)\b(?! (?:field )?is (?:not present|required (?:when|if|unless)))|\bpassword\b(?! (?:must|should|is too|needs to|has to|does not meet|cannot be the same))|\bparameter ['"\x60]?key\b`;
