/** What is said with every number that leaves the line. docs/words-for-review.md lists them. */
export const sharingEn = {
  calls:
    "Calls that are over, by the month they ended in on the line's own clock. Left out: rehearsals, test calls, and calls that only led back to one that was cut off.",
  hidden:
    "Hidden is not zero. A number under 10 is hidden, none included, so that nobody can tell from it whether anybody called. Where a hidden number could be worked out from the others, more are hidden.",
  rest: "“rest” is all that is not named in that table, together.",
  fixed:
    "A month is published once, a week after its end, and never changed: not for what is learned later, nor when these rules change.",
  tables:
    "A table of two things names only what has 10 calls or more in each of its fields. What it does not name is hidden, not zero.",
  province:
    "Province or territory of the place the caller gave. “unknown”: they gave none, or no province with it.",
  substance:
    "Class of what callers said they took during the call. “several”: more than one class. “none”: nothing that we were told of.",
  outcome: "How the call ended, as it was known when the month was published.",
} as const;
