/** What a job does when its time has come. */
export type Job = (dueAt: number) => Promise<void>;

/** A queue that calls its `Job` for each thing added, at its time. It ends with its process. */
export type Alone = { add(dueAt: number): Promise<void> };
