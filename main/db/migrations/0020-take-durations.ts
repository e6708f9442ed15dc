/**
 * Videos tell how long they are (`durationTicks` of VideoFacts). Of those that are there already only pictures and rate are
 * known: they last as long as the program has taken them to last so far. One second is 705,600,000 ticks; rounded half up.
 */
export const takeDurations = {
  version: 20,
  sql: /* sql */ `
UPDATE media SET facts_json = json_set(facts_json, '$.durationTicks',
  (2 * 705600000 * (facts_json ->> '$.frameCount') * (facts_json ->> '$.rate.denominator')
    + (facts_json ->> '$.rate.numerator')) / (2 * (facts_json ->> '$.rate.numerator')))
WHERE facts_json ->> '$.frameCount' IS NOT NULL;
`,
}
