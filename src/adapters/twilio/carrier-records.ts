import { CarrierRefused } from "../../engine/errors.ts";
import { ask, askIfThere, connect, type Account, type Client } from "./client.ts";

export type Deleted = { readonly deleted: number; readonly more: boolean };

/** A step of deleting what the carrier keeps; what is left comes in the next. */
export type CarrierRecords = { deleteBefore(before: Date): Promise<Deleted> };

/** At once of each kind and number: a second or so of the carrier's time. */
const AT_ONCE = 20;
/** Not over yet, says the carrier: it is looked at again. */
const NOT_OVER = 20_009;

/** Calls and texts from and to our numbers, and no others of the account. Recordings go when they are fetched. */
export function twilioRecords(account: Account, numbers: readonly string[]): CarrierRecords {
  const client = connect(account);
  return {
    async deleteBefore(before) {
      let deleted = 0;
      let more = false;
      for (const list of numbers.flatMap((number) => listsOf(client, number, before))) {
        const found = await ask(list);
        more ||= found.length === AT_ONCE;
        for (const one of found) if (await isDeleted(one)) deleted += 1;
      }
      // Where nothing could be deleted, asking again at once would not help.
      return { deleted, more: more && deleted > 0 };
    },
  };
}

type Found = { readonly remove: () => Promise<boolean> };

/** By its own id: what a list of the library holds cannot be removed by itself. */
function listsOf(client: Client, number: string, before: Date): (() => Promise<Found[]>)[] {
  const limit = AT_ONCE;
  return [{ from: number }, { to: number }].flatMap((which) => [
    async () => {
      const calls = await client.calls.list({ ...which, endTimeBefore: before, limit });
      return calls.map(({ sid }) => ({ remove: () => client.calls(sid).remove() }));
    },
    async () => {
      const texts = await client.messages.list({ ...which, dateSentBefore: before, limit });
      return texts.map(({ sid }) => ({ remove: () => client.messages(sid).remove() }));
    },
  ]);
}

async function isDeleted({ remove }: Found): Promise<boolean> {
  try {
    await askIfThere(remove);
    return true;
  } catch (err) {
    if (err instanceof CarrierRefused && err.code === NOT_OVER) return false;
    throw err;
  }
}
