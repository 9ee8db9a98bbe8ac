/** For what there is nothing of yet: a timer not set, a prompt not started. */
export function nothing(): void {}
