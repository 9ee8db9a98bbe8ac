import type { SessionView } from "../../../http/contract.ts";
import { useMe } from "../../client/queries.ts";
import { Opens } from "../../parts/opens.tsx";
import { useWords } from "../../words/use.ts";
import { finder, referral, transfer } from "./parts-later.ts";
import { usePlan } from "./use-plan.ts";

type Given = { readonly session: SessionView };

/** Beyond this call: one quiet line, and nothing of it is fetched before somebody opens it. */
export function More({ session }: Given) {
  const say = useWords();
  const { data: me } = useMe();
  // Of whoever answers this caller alone (decision 049).
  const isTheirs = me !== undefined && session.company.responderId === me.id;
  return (
    <Opens title={say("more.title")} look="card more">
      <Opens title={say("more.services")} look="part" level="h3">
        <Services session={session} />
      </Opens>
      <Opens title={say("more.transfer")} look="part" level="h3">
        <transfer.Part session={session} />
      </Opens>
      {isTheirs && (
        <Opens title={say("more.referral")} look="part" level="h3">
          <referral.Part session={session} />
        </Opens>
      )}
    </Opens>
  );
}

/** Near them, as far as the plan says where that is: what is on the screen already, and nothing that is asked for now. */
function Services({ session }: Given) {
  const { data } = usePlan(session, false);
  return <finder.Part rehearsal={session.rehearsal} province={data?.plan?.province ?? null} />;
}
