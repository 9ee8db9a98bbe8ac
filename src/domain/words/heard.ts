/**
 * The phrases of one language, by what they tell us. `there` shows that somebody answers, without saying how they are; `well`
 * says they are well; `unsure` names phrases that would otherwise sound like something else. In `claims` (well) and
 * `denials` (distress), `{}` stands for each of `states`. Phrases are set apart by commas.
 */
export type Heard = {
  readonly there: string;
  readonly well: string;
  readonly refusal: string;
  readonly distress: string;
  readonly unsure: string;
  readonly states: string;
  readonly claims: string;
  readonly denials: string;
  /** Said around an answer; never part of its meaning. */
  readonly fillers: string;
  /** Said inside one: "I'm really not okay". Never a negation. */
  readonly emphasis: string;
};
