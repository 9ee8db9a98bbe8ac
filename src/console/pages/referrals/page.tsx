import { isNavigator, mayOnLine } from "../../../domain/permissions.ts";
import { useMe } from "../../client/queries.ts";
import { useWords } from "../../words/use.ts";
import { OwnPhone } from "../shift/own-phone.tsx";
import { AllReferrals } from "./all.tsx";
import { MyReferrals } from "./mine.tsx";
import { Navigators } from "./navigators.tsx";
import "../../parts/owed.css";
import "./referrals.css";

/** A navigator sees what is handed to them; one of ours what they promised; who supervises that there are some, and who has them. */
export function ReferralsPage() {
  const say = useWords();
  const { data: me } = useMe();
  if (me === undefined) return null;
  const isOutside = isNavigator(me);
  return (
    <section className="page referrals">
      <h1>{say("referrals.title")}</h1>
      <MyReferrals isNavigator={isOutside} />
      {isOutside && <OwnPhone isRung={false} />}
      {mayOnLine(me, "keepReferrals") && (
        <>
          <AllReferrals />
          <Navigators />
        </>
      )}
    </section>
  );
}
