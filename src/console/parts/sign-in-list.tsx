import type { z } from "zod";
import type { signInsAnswer } from "../../http/contract-access.ts";
import { Twice } from "./twice.tsx";
import { useTimes, useWords } from "../words/use.ts";

type Answer = z.infer<typeof signInsAnswer>;
type Given = { readonly answer: Answer; readonly onEnd: (signInId: string) => void };

/** Where somebody is signed in, how they proved who they are, and an end to each. */
export function SignInList({ answer: { current, signIns }, onEnd }: Given) {
  const say = useWords();
  return (
    <ul className="lines">
      {signIns.map((one) => (
        <li key={one.id}>
          <OneSignIn one={one} here={one.id === current} />
          {one.id !== current && (
            <Twice look="quiet" onSure={() => onEnd(one.id)}>
              {say("signIns.end")}
            </Twice>
          )}
        </li>
      ))}
    </ul>
  );
}

function OneSignIn({
  one,
  here,
}: {
  readonly one: Answer["signIns"][number];
  readonly here: boolean;
}) {
  const say = useWords();
  const times = useTimes();
  const seen = { day: times.weekday(one.lastSeenAt), time: times.minute(one.lastSeenAt) };
  return (
    <span>
      <strong>{browserOf(one.browser) ?? say("signIns.unknown")}</strong>
      {here && <span className="mark"> {say("signIns.here")}</span>}
      <br />
      <span className="soft">
        {say(`signIns.proof.${one.proof}`)} · {say("signIns.seen", seen)}
        {one.address !== null && ` · ${one.address}`}
      </span>
    </span>
  );
}

const BROWSERS = ["Firefox", "Edg", "Chrome", "Safari"];
const SYSTEMS = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];

/** "Firefox, Windows" rather than the whole of what a browser says of itself. */
function browserOf(said: string | null): string | null {
  if (said === null) return null;
  const found = [BROWSERS, SYSTEMS].flatMap((names) => {
    const name = names.find((one) => said.includes(one));
    return name === undefined ? [] : [name === "Edg" ? "Edge" : name];
  });
  return found.length === 0 ? null : found.join(", ");
}
