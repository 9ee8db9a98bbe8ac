/** On a call page: whose words are shown, drug alerts, and parts that come later. */
export const callKnown = {
  "knowing.unsigned": "The software's own words, not yet signed off by a medical lead.",
  "knowing.signed": "Signed off by {name}, {as}, on {day}. Version {version}.",
  "knowing.as.medicalLead": "medical lead",
  "knowing.as.clinician": "clinician",
  "knowing.as.peerLead": "peer lead",
  "knowing.notMedical": "Not by a medical lead.",
  "knowing.source": "Source: {source}.",
  "knowing.fallenBack":
    "The line does not answer: these are the software's own words, and may be older than yours.",
  "warning.here":
    "{count, plural, one {1 drug alert may matter to them} other {# drug alerts may matter to them}}",
  "warning.everywhere": "everywhere",
  "warning.from": "since {day}",
  "warning.until": "until {day}",
  "warning.noEnd": "no end is said; shown until {day}",
  "later.failed": "This part did not come.",
  "later.again": "Try again",
  "more.title": "More for this caller",
  "more.services": "Find a service",
  "more.referral": "A referral, if they want one",
} as const;
