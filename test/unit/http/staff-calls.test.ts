import { expect, test, vi } from "vitest";
import { call, carrier } from "../../support/carrier.ts";

const casey = {
  id: "casey",
  name: "Casey",
  via: "phone",
  languages: ["fr"],
  phone: "+15555550121",
} as const;

function aCarrier() {
  const { line } = carrier().routes;
  const told: string[] = [];
  const known = carrier({
    roster: { ...line.roster, member: async (id) => (id === "casey" ? casey : null) },
    live: { changed: (name) => void told.push(name) },
  });
  const covers = vi.spyOn(known.routes.presenceBook, "covers");
  const takes = vi.spyOn(known.routes.presenceBook, "takeTestRing");
  return { ...known, told, covers, takes };
}

test("1 says that they cover: they hear so, in their language, and their consoles know", async () => {
  const { post, covers, told } = aCarrier();
  const answer = await post("/twilio/asked/cover/casey", call({ Digits: "1" }));
  expect(answer).toMatchObject({ status: 200, type: "text/xml" });
  expect(answer.body).toContain("On vous appelle en premier");
  expect(covers).toHaveBeenCalledWith("casey", expect.any(Number), call({})["CallSid"]);
  expect(told).toEqual(["presence:casey"]);
});

test("1 says that a test ring reached them", async () => {
  const { post, takes, covers } = aCarrier();
  await post("/twilio/asked/test/casey", call({ Digits: "1" }));
  expect(takes).toHaveBeenCalledWith("casey", expect.any(Number), call({})["CallSid"]);
  expect(covers).not.toHaveBeenCalled();
});

test("another key, silence, a stranger or a forged signature changes nothing", async () => {
  const { post, covers, takes } = aCarrier();
  await post("/twilio/asked/cover/casey", call({ Digits: "2" }));
  await post("/twilio/asked/cover/casey", call({}));
  await post("/twilio/asked/cover/nobody", call({ Digits: "1" }));
  await post("/twilio/asked/anything/casey", call({ Digits: "1" }));
  const forged = await post("/twilio/asked/cover/casey", call({ Digits: "1" }), "forged");
  expect(forged.status).toBe(403);
  expect(covers).not.toHaveBeenCalled();
  expect(takes).not.toHaveBeenCalled();
});
