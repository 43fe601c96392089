import { remembered } from "./memo.ts";

/** Texts that say no more than "there was an error": the status' own phrase, and the excuses of error handlers. */
const EMPTY = new RegExp(
  `^\\W*(?:${[
    String.raw`(?:http )?(?:error|err|fail(?:ed|ure)?|fault|exception|unknown|none|null|undefined|n a|false|true|problem|oops|sorry)`,
    String.raw`(?:an? |the )?(?:(?:unknown|unexpected|general|generic|internal|api|http|client|server|request|network|unspecified|unhandled|runtime|application|service|provider|tool|execution|unclassified|global) ){0,3}(?:error|exception|failure|problem|issue)(?: (?:has )?(?:occurred|happened|code|response|null|\[null\]))?(?: while processing (?:your|the) request)?(?:[.,;:]? (?:please )?(?:try again(?: later)?|contact support|check your request)[^.]{0,40})?`,
    String.raw`(?:http )?(?:bad|invalid) request(?: error| exception)?(?: error)?`,
    String.raw`bad request\W{0,4}(?:please check your parameters)?`,
    String.raw`(?:the )?(?:requested )?(?:resource|object|item|entity|url|page|endpoint|entry|route)? ?(?:was |is |could |you requested |you are looking for |requested )*(?:not ?(?:be )?found|not ?exist|does not exist)(?: error| exception)?(?: on (?:this|the) server)?`,
    String.raw`(?:received )?(?:an? )?unexpected(?: http)?(?: status| response)?(?: code)?\W{0,3}(?:\d{3} ?)?(?:was )?(?:returned|received)?(?: (?:from|by) (?:the )?(?:api|server))?`,
    String.raw`(?:the )?request failed with code \W{0,20}but more specific details were not returned[^.]{0,20}`,
    String.raw`(?:failed|unable|could not|cannot|can't) (?:to )?(?:save|create|update|delete|add|insert|get|fetch|load|send|submit|process|complete|handle|perform|execute)(?: (?:the|your|this|new))?(?: \w{2,20})?`,
    String.raw`[\w ]{0,30}\W{0,6}requested url:?`,
    String.raw`something (?:went|has gone) wrong[^.]{0,60}`,
    String.raw`(?:the )?(?:request|call|operation|execution|action|tool|command|query|task|job)(?: execution)? (?:has )?failed(?: with (?:http )?(?:status(?: code)?|error)(?: code)?)?\W{0,4}\d{0,3}`,
    String.raw`(?:http )?(?:status|error|code)(?: code)?\W{0,3}\d{3}(?: (?:bad request|error))?`,
    String.raw`\d{3}\W{0,3}(?:bad request|client error[^a-z]{0,3}(?:bad request)?(?: for url.*)?|error|unknown)?`,
    String.raw`(?:http |response )?(?:status|error|response)(?: code)?`,
    String.raw`(?:axios|request|fetch|http|api|client|type|runtime|tool|value|rest|web)? ?(?:error|exception)`,
    String.raw`(?:invalid|api|rest|http) (?:request|error|exception)(?: error| exception)?`,
    String.raw`[^\n]{0,100}\b(?:returned|responded with|resulted in|received|got)(?: an?)?(?: non (?:200|2xx|ok|success(?:ful)?))?(?: (?:http|status|response|code|error|of)){0,4}[^a-z]{0,80}(?:for (?:url|get|post|put|patch|delete)\b[^a-z]{0,20})?`,
    String.raw`(?:(?:client|server) error\W{1,4})?(?:get|post|put|patch|delete|head)\W{0,40}resulted in an? \W{0,6}(?:\d{3})?[\w ]{0,40}\W{0,6}response\W{0,8}(?:truncated\W{0,6})?`,
    String.raw`your browser sent (?:an? )?(?:invalid )?request(?: that (?:this|the) server could not understand)?|the following errors? (?:has |have )?occurred`,
    String.raw`the request (?:is|was) (?:invalid|badly formed|malformed|bad)`,
    String.raw`http error 400\W{0,3}the request is badly formed`,
    String.raw`(?:(?:the|your|this) )?(?:request|call|operation|action|transaction|payment|order|record|message|query|job|task|command) (?:could not|cannot|can't|can not) be (?:processed|completed|performed|executed|fulfilled|handled|saved|created|updated|deleted)(?: at this time)?`,
    String.raw`(?:\w{2,20} ){0,3}(?:request|creation|update|deletion|removal|upload|download|transaction|operation|call|save|submission|import|export|search|execution|processing) failed`,
    String.raw`please (?:try again|retry)(?: later| in a few (?:moments|minutes))?|(?:please )?contact (?:us|support|customer (?:service|support)|the administrator)`,
    String.raw`we(?:'re| are) sorry[^.]{0,60}|oops[^a-z].{0,60}|ok|success|done`,
  ].join("|")})\\W*(?:\\d{3}\\W*)?$`,
  "i",
);

/** `e9999`, `sis0051`: a code for those who have the list. */
const OPAQUE = /^\W*[a-z]{1,5}[ -]?\d{2,8}\W*$/;

/** What the program calls the failure, in front of what it says of it. */
const CLASS_NAMES = /^\W*\w{2,20} error(?=\s*:)|\b(?:(?:response|request|api|http|client|server|runtime) )?[\w.$:]{0,80}(?:error|exception|failure)\b(?=\s*[:([])|\bthere was an error\b/gi;

/** Whether a text, as rules see it, says nothing that could be judged by. */
export const saysNothing = remembered((words) => {
  return isEmpty(words) || (words.includes("\n") && words.split("\n").every(isEmpty));
}, { texts: 1_200, length: 1_000 });

function isEmpty(words: string): boolean {
  if (OPAQUE.test(words)) return true;
  const bare = lettersOn(words.replace(CLASS_NAMES, " ").replace(/["'\s\0]+/g, " "));
  return bare === "" || (bare.length < 200 && EMPTY.test(bare));
}

const LETTER = /\p{L}/u;

/** The text from its first letter to its last; a loop from the end, since an expression for what follows the last letter begins anew at every sign before it. */
function lettersOn(text: string): string {
  const start = text.search(LETTER);
  if (start === -1) return "";
  let end = text.length;
  // The second half of a pair is no letter by itself.
  while (!LETTER.test(text.slice(/[\udc00-\udfff]/.test(text.charAt(end - 1)) ? end - 2 : end - 1, end))) end--;
  return text.slice(start, end);
}
