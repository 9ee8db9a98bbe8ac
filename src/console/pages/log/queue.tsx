import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { ListField } from "../../parts/fields.tsx";
import { useWords } from "../../words/use.ts";
import { Listed } from "./list.tsx";
import { OwedChanges } from "./owed-changes.tsx";
import { queueQuery } from "./queries.ts";
import "./log.css";

/** Emergencies nobody has looked back at yet. */
export function QueuePage() {
  const say = useWords();
  const { rehearsal = false } = useSearch({ from: "/log/reviews" });
  const go = useNavigate({ from: "/log/reviews" });
  const found = useInfiniteQuery(queueQuery(rehearsal));
  return (
    <section className="page log">
      <header className="row head">
        <h1>{say("log.reviews")}</h1>
        <Link className="button" to="/log">
          {say("log.back")}
        </Link>
      </header>
      <p className="soft">{say("log.queue.text")}</p>
      <div className="filters">
        <ListField
          label={say("log.rehearsal")}
          options={["real", "only"]}
          value={rehearsal ? "only" : "real"}
          onChange={(one) =>
            void go({ search: one === "only" ? { rehearsal: true } : {}, replace: true })
          }
          say={(one) => say(one === "only" ? "log.rehearsal.only" : "log.rehearsal.real")}
        />
      </div>
      <Listed found={found} none={say("log.queue.none")} />
      <OwedChanges rehearsal={rehearsal} />
    </section>
  );
}
