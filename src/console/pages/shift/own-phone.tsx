import { useState } from "react";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Form } from "react-aria-components";
import type { z } from "zod";
import { REACHES } from "../../../domain/reach.ts";
import { done } from "../../../http/contract.ts";
import { ownPhoneAnswer } from "../../../http/contract-own-phone.ts";
import type { Method } from "../../client/client.ts";
import { choicesQuery } from "../../client/people.ts";
import { read, useWish } from "../../client/queries.ts";
import { wish } from "../../client/wish.ts";
import { ChoiceField, LineField, TickField } from "../../parts/fields.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { Twice } from "../../parts/twice.tsx";
import { useTimes, useWords } from "../../words/use.ts";

type Standing = z.infer<typeof ownPhoneAnswer>;
type Change = { readonly method: Method; readonly path: string; readonly body?: object };

const AT = "/api/me/phone";
const phoneQuery = queryOptions({
  queryKey: ["phone"],
  queryFn: () => read(AT, ownPhoneAnswer),
});

const change = (asked: Change) =>
  wish({ ...asked, answer: ownPhoneAnswer, changes: ["phone", "me"] });

/** How I am rung: in the browser, on a phone of mine, or there where the browser fails. Who has no shift gives a number, and no more. */
export function OwnPhone({ isRung = true }: { readonly isRung?: boolean }) {
  const say = useWords();
  const { data } = useQuery(phoneQuery);
  const { send, trouble, isPending } = useWish(change);
  if (data === undefined) return null;
  const given = { standing: data, send, isPending, isRung };
  return (
    <div className="card">
      <h2>{say("phone.title")}</h2>
      {data.phone === null ? (
        <p className="soft">{say(isRung ? "phone.none" : "navigators.phone")}</p>
      ) : (
        <Reached {...given} endsIn={data.phone.endsIn} />
      )}
      {data.asked === null ? (
        <GiveNumber {...given} />
      ) : (
        <ProveNumber {...given} asked={data.asked} />
      )}
      <TroubleSaid trouble={trouble} />
      {isRung && <TestRing />}
    </div>
  );
}

type Part = {
  readonly standing: Standing;
  readonly send: (change: Change) => void;
  readonly isPending: boolean;
  readonly isRung: boolean;
};

function Reached({ standing, send, isRung, endsIn }: Part & { readonly endsIn: string }) {
  const say = useWords();
  const reach = (next: Partial<Pick<Standing, "reach" | "page">>) =>
    send({
      method: "PUT",
      path: "/api/me/reach",
      body: { reach: standing.reach, page: standing.page, ...next },
    });
  return (
    <>
      <p>{say("phone.ends", { digits: endsIn })}</p>
      {isRung && (
        <ChoiceField
          label={say("phone.reach")}
          options={REACHES}
          value={standing.reach}
          onChange={(next) => reach({ reach: next })}
          say={(one) => say(`phone.reach.${one}`)}
        />
      )}
      {isRung && standing.reach !== "softphone" && (
        <TickField isSelected={standing.page} onChange={(page) => reach({ page })}>
          {say("phone.page")}
        </TickField>
      )}
      <div className="row">
        <Twice look="plain" onSure={() => send({ method: "DELETE", path: AT })}>
          {say("phone.remove")}
        </Twice>
      </div>
    </>
  );
}

function GiveNumber({ standing, send, isPending }: Part) {
  const say = useWords();
  const [number, type] = useState("");
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending && number.trim() !== "") send({ method: "PUT", path: AT, body: { number } });
      }}
    >
      <LineField
        label={say(standing.phone === null ? "phone.number" : "phone.other")}
        hint={say("phone.hint")}
        type="tel"
        value={number}
        onChange={type}
        autoComplete="tel"
      />
      <div className="row">
        <button type="submit" className="button">
          {say("phone.send")}
        </button>
      </div>
    </Form>
  );
}

type Asked = NonNullable<Standing["asked"]>;

function ProveNumber({ send, isPending, asked }: Part & { readonly asked: Asked }) {
  const say = useWords();
  const times = useTimes();
  const [code, type] = useState("");
  return (
    <Form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPending) send({ method: "POST", path: `${AT}/proof`, body: { code } });
      }}
    >
      <LineField
        label={say("phone.code", { digits: asked.endsIn })}
        hint={say("phone.code.until", { time: times.minute(asked.expiresAt) })}
        value={code}
        onChange={type}
        autoComplete="one-time-code"
      />
      <div className="row">
        <button type="submit" className="button main">
          {say("phone.prove")}
        </button>
      </div>
    </Form>
  );
}

/** Rung once at the beginning of each shift. */
function TestRing() {
  const say = useWords();
  const { data } = useQuery(choicesQuery);
  const { send, trouble } = useWish((on: boolean) =>
    wish({
      method: "PUT",
      path: "/api/me/test-ring",
      body: { on },
      answer: done,
      changes: ["choices"],
    }),
  );
  if (data === undefined) return null;
  return (
    <>
      <TickField isSelected={data.testRing} onChange={send}>
        {say("phone.test")}
      </TickField>
      <TroubleSaid trouble={trouble} />
    </>
  );
}
