import { mayOnLine } from "../../../domain/permissions.ts";
import { provinces } from "../../../domain/provinces.ts";
import type { ListingShown } from "../../../http/contract-services.ts";
import { useMe, useWish } from "../../client/queries.ts";
import { Button } from "../../parts/button.tsx";
import { TroubleSaid } from "../../parts/trouble.tsx";
import { useStore } from "../../time/use.ts";
import { words } from "../../words/load.ts";
import { useFormats, useWords } from "../../words/use.ts";
import { useLanguageName } from "./language-name.ts";
import { OpenNow } from "./open-now.tsx";
import { assure } from "./queries.ts";

type Given = { readonly services: readonly ListingShown[] };

export function Listed({ services }: Given) {
  const { data: me } = useMe();
  const keeps = me !== undefined && mayOnLine(me, "keepServices");
  return (
    <ul className="stack">
      {services.map((listing) => (
        <li key={listing.id} className="card listing">
          <About listing={listing} />
          <Where listing={listing} />
          <ForWhom listing={listing} />
          <Fresh listing={listing} keeps={keeps} />
        </li>
      ))}
    </ul>
  );
}

type One = { readonly listing: ListingShown };

function About({ listing }: One) {
  const say = useWords();
  const { name, organization, kinds, description, notice, rehearsal, standing } = listing;
  return (
    <>
      <h2>{name}</h2>
      {organization !== null && <p className="soft">{organization}</p>}
      <p className="marks">
        {rehearsal && <span className="mark">{say("listing.sides")}</span>}
        {kinds.map((kind) => (
          <span key={kind} className="mark">
            {say(`serviceKind.${kind}`)}
          </span>
        ))}
      </p>
      {standing === "temporarilyClosed" && <p className="warned">{say("listing.shut")}</p>}
      {notice !== null && <p className="warned">{notice}</p>}
      {description !== null && <p>{description}</p>}
    </>
  );
}

/** Each door with its own hours; a line without one has its telephones. */
function Where({ listing }: One) {
  const language = useStore(words)?.language ?? "en";
  const { sites, phones, open, timeZone, hours, standing } = listing;
  const isShut = standing === "temporarilyClosed";
  return (
    <>
      {sites.map((site) => (
        <div key={site.id} className="door">
          {!isShut && <OpenNow open={site.open} timeZone={site.timeZone} />}
          <p>
            {site.name !== null && <strong>{site.name} </strong>}
            {site.address}, {site.municipality}, {provinces[site.province].name[language]}
          </p>
          <Phones phones={site.phones} />
        </div>
      ))}
      {sites.length === 0 && !isShut && <OpenNow open={open} timeZone={timeZone} />}
      <Phones phones={phones} />
      {hours.map((said) => (
        <p key={said} className="soft">
          {said}
        </p>
      ))}
    </>
  );
}

/** A number of ours as people read it out: +1 555 555 0100. */
const inGroups = (number: string): string =>
  number.replace(/^(\+1)(\d{3})(\d{3})(\d{4})$/, "$1\u00a0$2\u00a0$3\u00a0$4");

function Phones({ phones }: Pick<ListingShown, "phones">) {
  const say = useWords();
  if (phones.length === 0) return null;
  return (
    <ul>
      {phones.map(({ number, extension, description }) => (
        <li key={`${number} ${extension}`}>
          <strong>
            {extension === null
              ? inGroups(number)
              : say("listing.phone", { number: inGroups(number), extension })}
          </strong>{" "}
          {description}
        </li>
      ))}
    </ul>
  );
}

function ForWhom({ listing }: One) {
  const say = useWords();
  const nameOf = useLanguageName();
  const { access, cost, languages, audiences, papers, url } = listing;
  const { eligibility, apply, fees, interpretation, email } = listing;
  const { minimumAge: from, maximumAge: to } = listing;
  const ages =
    from !== null && to !== null
      ? say("listing.ages", { from, to })
      : from !== null
        ? say("listing.ages.from", { from })
        : to !== null
          ? say("listing.ages.to", { to })
          : null;
  const whom = audiences.map((one) => say(`serviceFor.${one}`)).join(", ");
  const short = [
    ...access.map((one) => say(`serviceAccess.${one}`)),
    say(`serviceCost.${cost}`),
    ...languages.map(nameOf),
    ...(ages === null ? [] : [ages]),
    ...(whom === "" ? [] : [say("listing.only", { whom })]),
  ];
  const more = [eligibility, apply, fees, interpretation, email].filter((text) => text !== null);
  return (
    <>
      <p>{short.join(" · ")}</p>
      {papers.length > 0 && <p>{say("listing.papers", { papers: papers.join(", ") })}</p>}
      {more.map((text) => (
        <p key={text} className="soft">
          {text}
        </p>
      ))}
      {url !== null && (
        <p>
          <a href={url} target="_blank" rel="noopener noreferrer">
            {say("listing.web")}
          </a>
        </p>
      )}
    </>
  );
}

/** What is old says so, before somebody is sent there. */
function Fresh({ listing, keeps }: One & { readonly keeps: boolean }) {
  const say = useWords();
  const { date } = useFormats();
  const { id, assuredAt, stale } = listing;
  const { send, trouble, isPending } = useWish(assure);
  // A day, not a moment: the same one whatever the clock of this device.
  const options = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  const said =
    assuredAt === null
      ? say("listing.stale.never")
      : say(stale ? "listing.stale" : "listing.assured", { day: date(assuredAt, options) });
  return (
    <div className="row fresh">
      <p className={stale ? "warned" : "soft"}>{said}</p>
      {keeps && (
        <Button look="quiet" isPending={isPending} onPress={() => send(id)}>
          {say("listing.assure")}
        </Button>
      )}
      <TroubleSaid trouble={trouble} />
    </div>
  );
}
