import { queryOptions, useQuery } from "@tanstack/react-query";
import { traineesAnswer } from "../../../http/contract-access.ts";
import { session as sessionSchema, type SessionView } from "../../../http/contract.ts";
import { read, useMe, useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useWords } from "../../words/use.ts";

const traineesQuery = queryOptions({
  queryKey: ["trainees"],
  queryFn: () => read("/api/trainees", traineesAnswer),
});

type Act = "introduce-trainee" | "dismiss-trainee";
type Asked = { readonly act: Act; readonly staffId: string };

/** Whoever learns hears a call once the caller was told and does not mind, and leaves it when they do (PRACTICE 33). */
export function Trainees({ session }: { readonly session: SessionView }) {
  const say = useWords();
  const { data: me } = useMe();
  const { data } = useQuery(traineesQuery);
  const { send, trouble } = useWish(({ act, staffId }: Asked) =>
    wish({
      method: "POST",
      path: `/api/sessions/${session.id}/${act}`,
      body: { staffId },
      answer: sessionSchema,
      changes: ["session"],
    }),
  );
  const { company, listeners } = session;
  const holds = company.state === "with" && company.responderId === me?.id;
  if (!holds || data === undefined || data.trainees.length === 0) return null;
  return (
    <div className="trainees">
      <h3>{say("trainees.title")}</h3>
      <p className="soft">{say("trainees.text")}</p>
      <ul className="lines">
        {data.trainees.map(({ id, name }) => {
          const there = listeners.find(({ staffId }) => staffId === id);
          return (
            <li key={id}>
              <span>
                {name}
                {there !== undefined && ` · ${say(there.isIn ? "trainees.in" : "trainees.rung")}`}
              </span>
              <Twice
                key={there === undefined ? "introduce" : "dismiss"}
                look="plain"
                onSure={() =>
                  send({
                    act: there === undefined ? "introduce-trainee" : "dismiss-trainee",
                    staffId: id,
                  })
                }
              >
                {say(there === undefined ? "trainees.introduce" : "trainees.dismiss", { name })}
              </Twice>
            </li>
          );
        })}
      </ul>
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
