import { heldState } from "../../../domain/training/certificates.ts";
import type { CertificateShown, Kind } from "../../../http/contract-training.ts";
import { useTimes, useWords } from "../../words/use.ts";
import { useKindName, type Own } from "./queries.ts";

/** What I have learned, until when it holds. */
export function MyCertificates({ own }: { readonly own: Own }) {
  const say = useWords();
  const { certificates, kinds, trainingUntil, now } = own;
  return (
    <div className="card">
      <h2>{say("training.certificates")}</h2>
      <p className="soft">{say("training.certificates.text")}</p>
      {certificates.length === 0 && trainingUntil === null && (
        <p>{say("training.certificates.none")}</p>
      )}
      <ul className="lines">
        {trainingUntil !== null && (
          <li>
            <span>{say("training.line")}</span>
            <Until until={trainingUntil} now={now} />
          </li>
        )}
        {certificates.map((one) => (
          <li key={one.id}>
            <Certificate one={one} kinds={kinds} />
            <Until until={one.until} now={now} />
          </li>
        ))}
      </ul>
    </div>
  );
}

type Given = { readonly one: CertificateShown; readonly kinds: readonly Kind[] };

export function Certificate({ one, kinds }: Given) {
  const say = useWords();
  const times = useTimes();
  const nameOf = useKindName();
  const kind = kinds.find(({ id }) => id === one.kindId);
  return (
    <span>
      <strong>{kind === undefined ? one.kindId : nameOf(kind)}</strong>{" "}
      <span className="soft">
        {say("training.given", { name: one.issuer, date: times.day(one.from) })}
      </span>
    </span>
  );
}

/** In words, and in the colour of a warning where it ends soon or has ended. */
export function Until({ until, now }: { readonly until: number; readonly now: number }) {
  const say = useWords();
  const times = useTimes();
  const state = heldState(until, now);
  return (
    <span className={state === "holds" ? "soft" : "warned"}>
      {say(`training.until.${state}`, { date: times.day(until) })}
    </span>
  );
}

/** What I do of the work. */
export function MyWork({ own: { work } }: { readonly own: Own }) {
  const say = useWords();
  return (
    <div className="card">
      <h2>{say("training.work.mine")}</h2>
      {work.length === 0 && <p>{say("training.work.all")}</p>}
      <ul className="lines">
        {work.map((one) => (
          <li key={one}>
            <span>
              <strong>{say(`training.work.${one}`)}</strong>{" "}
              <span className="soft">{say(`training.work.${one}.text`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
