/** What `triage init` writes: a configuration and a taxonomy that work as they stand, and say how to go on. */
export const STARTER_CONFIG = `# Configuration of triage. Found from the working folder upwards.
taxonomy: triage.taxonomy.yaml

# links:                                       # appear with every sample in the reports
#   log: https://logs.example.com/{id}
# map:                                         # fields of your export that triage does not find by itself
#   id: meta.logId
`;

export const STARTER_TAXONOMY = `# yaml-language-server: $schema=./triage.taxonomy.schema.json
# A taxonomy of your own. Data only: nothing in it executes.
#   triage rules test     puts every sample below through the whole decision
#   triage rules lint     looks for rules that are shadowed, too broad, too slow or unproven
#   triage rules diff --from toolkit-api --corpus LOGS     shows what this file moves

name: my-team
version: 0.1.0
extends: toolkit-api          # ten clusters and six buckets to build on; triage rules list shows them

owners: [payments-ops]        # who may own a bucket, beside platform-team, toolkit-team and the other inherited ones

clusters:
  CARD_DECLINED:              # a new cause; own clusters go before inherited ones where evidence is equally strong
    description: The bank refused the card.
    rationale: The call was right and the bank said no, so whoever looks after payments must act.
    bucket: PAYMENT_REFUSED
    rules:
      - id: card-declined-code
        why: The code says that the card was refused.
        strength: cause       # cause: the match names the cause; kind: it names only the kind of error
        at: [code]            # code, message, page (HTML), exception; everywhere when left out
        patterns:             # without regard to case; codes are seen as words: card_declined is "card declined"
          - '\\bcard declined\\b'
          - '\\binsufficient funds\\b'
        hits:                 # must end here
          - { status: 402, response: { error: { code: card_declined, message: Your card was declined. } } }
        misses:               # look alike and must not
          - { status: 402, response: { error: { code: quota_exceeded, message: Monthly plan limit reached } } }

buckets:
  PAYMENT_REFUSED:
    owner: payments-ops
    action: contact the customer
    description: The payment was refused by the bank.
    ask: Ask the customer for another card.
    disproof: The same card is charged without a fault on the next day.
  # An inherited bucket may get another owner or action:
  # PLATFORM_AUTH_ISSUE: { owner: identity-team }

# disable: [status-402]       # inherited rules that you do not want

# spotChecks:                 # what is wrong on our own side, with the fact that shows it
#   - id: amount-in-cents
#     why: The tool sends the amount in whole units, and the API takes the smallest one.
#     fault: type
#     from: [INVALID_FIXTURE]
#     patterns: ['\\bamount must be in (?:the smallest currency unit|cents)\\b']
#     hits: [{ status: 400, response: { message: amount must be in cents } }]
#     misses: [{ status: 400, response: { message: amount must be positive } }]
`;
