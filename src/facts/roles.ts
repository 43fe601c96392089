/** What a key of an error body can mean. A key may have several roles; which one holds, its value tells. */
export type Role =
  /** An error code or an error message: a single token is a code, a sentence is a message. */
  | "says"
  /** A code if its value is a single token, and nothing otherwise: `name`, `type` and their like hold much else. */
  | "code"
  /** An HTTP status, if its value can be one. */
  | "status"
  /** An error object: what stands in it is about the error. */
  | "error"
  /** A wrapper around the answer; may as well hold a success. */
  | "wrapper"
  /** The name of the request field that the error is about. */
  | "field"
  /** Permissions that the call needs. */
  | "scope"
  /** Links, ids, times, stack traces, and what was sent and came back: no evidence. */
  | "skip";

/**
 * The spellings of the world are many, the roles are few; this table is where a new spelling goes. Keys are compared
 * without regard to case, accents and punctuation: `error_code`, `errorCode` and `Error-Code` are one.
 */
const KEYS: Readonly<Record<Role, string>> = {
  says: `
    code errorcode errcode errno errortype reason errorname issue slug errorslug subcode errorsubcode faultcode faultstring codename exceptionclass errorclass
    message msg errormessage errmsg errormsg description errordescription title summary errorsummary usermessage hint note information info reasonphrase statustext
    statusmessage statustxt errortxt errortext developermessage localizedmessage localizederrormessage longmessage shortmessage internalmessage debugmessage errorusermsg errorusertitle
    explanation problem validationmessage text string errorkey resultcode resultmessage responsemessage responsecode failurereason failuremessage exceptionmessage
    exceptiontype stringcode failurecode errorreason violation httperror status statusmsg errorstring displaymessage messagetext
    grpcmessage longdescription shortdescription content diagnostics desc dsc retcode retmsg returncode returnmessage respcode respmsg infocode messagecode msgcode
    mensagem mensaje messaggio meldung fehlermeldung fehlertext nachricht melding foutmelding meddelande mesaj hatamesaji aciklama komunikat
    descricao descripcion descrizione beschreibung omschrijving motivo razon codigo codice cod fehlercode foutcode hatakodu
    codigoerro codigoerror mensagemerro mensajeerror messaggioerrore`,
  code: "name type kind category key value rule keyword xtype typename errorid domain level label",
  status: "status statuscode httpstatus httpstatuscode httpcode code errorcode responsestatus responsecode httpresponsecode statusno",
  error: `
    error errors err fault faults detail details errordetails errordetail cause causes rootcause innererror inner exception exceptions extensions responsemetadata
    messages validationresults validationerrors failures problems violations fieldviolations errorcauses errormessages fielderrors nonfielderrors suberrors errorresponse
    errorinfo errorlist modelstate globalerrors usererrors issues warnings invalidparams invalidparameters invalidfields elements reasons
    message description reason code subcode debuginfo additionalinfo notifications notification
    erro erros errores errore errori erreur erreurs fehler fout fouten hata hatalar blad bledy`,
  wrapper: "data response body result results output content meta envelope payload json answer raw status header responsebody rawbody bodytext responsetext rawresponse responsedata retorno respuesta resposta resultado antwort reponse",
  field: "field fieldname param parameter parametername property propertyname attribute loc target pointer element argument instancepath datapath varname paramname argname argumentname attributename variable missingproperty missingfield missingparameter additionalproperty unknownfield",
  scope: "needed requiredscopes requiredscope missingscopes missingscope requiredpermissions missingpermissions scope scopes required",
  skip: `
    request req config input inputs params parameters query args arguments headers url uri href link links path instance method trace traceid spanid
    stack stacktrace traceback backtrace timestamp time date datetime requestid correlationid debugid id logid uuid rid documentationurl documentation
    docs docurl doc helpurl moreinfo informationlink errorlink help helplink support statuspage twitter email version values rejectedvalue received
    provided allowed allowedvalues options host server ray cookie cookies user userid line column position locations schemapath ctx granted used
    limit remaining reset file copyright attribution disclaimer license legal legalnotice terms poweredby notice`,
};

const rolesByName = new Map<string, Role[]>();
for (const role of ["says", "code", "status", "error", "wrapper", "field", "scope", "skip"] as const satisfies readonly Role[]) {
  for (const name of KEYS[role].trim().split(/\s+/)) rolesByName.set(name, [...(rolesByName.get(name) ?? []), role]);
}

const rolesByKey = new Map<string, readonly Role[]>();
const NO_ROLES: readonly Role[] = [];

/** The roles of a key; none for a key that is the sender's own (a field of a form, the name of an entity). */
export function rolesOf(key: string): readonly Role[] {
  const known = rolesByKey.get(key);
  if (known !== undefined) return known;
  const found = rolesOfName(withoutPrefix(key).normalize("NFD").replace(/[^A-Za-z0-9]/g, "").toLowerCase());
  // Bodies use few keys; the bound keeps a hostile one from filling memory.
  if (rolesByKey.size < 10_000) rolesByKey.set(key, found);
  return found;
}

/** `hydra:description`, `ns2:Message`: JSON-LD and XML put a vocabulary in front. */
function withoutPrefix(key: string): string {
  return /^[A-Za-z][\w-]{0,20}:[A-Za-z]\w*$/.test(key) ? key.slice(key.indexOf(":") + 1) : key;
}

/** `errtext`, `apiErrorDescription`, `ExpressResponseMessage`: names that are made of what they are about and what they say of it. */
const SAYS_BY_MAKE = /(?:err(?:or)?|fault|fail(?:ure)?|exception|status|resp(?:onse)?|result|ret(?:urn)?|reply|declined?|reject(?:ion|ed)?|refus(?:al|ed)|deni(?:al|ed)|validation|processor|acquirer|issuer|gateway)(?:msg|message|text|txt|desc|description|details?|reason|string|info|name|code|title|cause|status)$/;
/** `apiError`, `lastErrors`: an error, with what had it in front. */
const ERROR_BY_MAKE = /^[a-z]{2,20}(?:errors?|faults?|exceptions?)$/;
/** Name-value pairs number their members: `L_ERRORCODE0`. */
const NUMBERED = /^l?([a-z]{4,}?)\d{1,2}$/;
/** Gateways put one letter in front of every name of theirs: `xStatus`, `x_error`. */
const PREFIXED = /^x([a-z]{4,})$/;

function rolesOfName(name: string): readonly Role[] {
  const known = rolesByName.get(name);
  if (known !== undefined) return known;
  if (SAYS_BY_MAKE.test(name)) return SAYS;
  if (ERROR_BY_MAKE.test(name)) return rolesByName.get("error") ?? NO_ROLES;
  const bare = NUMBERED.exec(name)?.[1] ?? PREFIXED.exec(name)?.[1];
  return (bare === undefined ? undefined : rolesByName.get(bare)) ?? NO_ROLES;
}

const SAYS: readonly Role[] = ["says"];
