import { v5 as uuidOf } from "uuid";

type Json = Record<string, unknown>;

const NAMESPACE = "8a6e0804-2bd0-4672-b79d-d97027f9071a";

/** The same number gives the same id, always. */
export const hsdsId = (name: string | number): string => uuidOf(String(name), NAMESPACE);

export const term = (code: string, value?: string) => ({
  id: hsdsId(`attribute ${code}`),
  ...(value === undefined ? {} : { value }),
  taxonomy_term: {
    id: hsdsId(`term ${code}`),
    code,
    name: code,
    description: code,
    taxonomy: "urn:the-line:services",
  },
});

/** Every day from 11:00 to 23:00. */
export const daily = (more: Json = {}) => ({
  id: hsdsId("daily"),
  freq: "WEEKLY",
  byday: "MO,TU,WE,TH,FR,SA,SU",
  opens_at: "11:00",
  closes_at: "23:00",
  ...more,
});

export const door = (n: string | number, more: Json = {}) => ({
  id: hsdsId(`door ${n}`),
  location: {
    id: hsdsId(`location ${n}`),
    location_type: "physical",
    addresses: [
      {
        id: hsdsId(`address ${n}`),
        address_1: "1 Fictional Street",
        city: "Kingston",
        state_province: "ON",
        postal_code: "K0K 0K0",
        country: "CA",
        address_type: "physical",
        ...more,
      },
    ],
  },
});

/** A service as somebody else's directory gives it: a site in Ontario, open in the evening. */
export const hsdsOne = (n: string | number, more: Json = {}): Json => ({
  id: hsdsId(`service ${n}`),
  name: `Site ${n}`,
  status: "active",
  assured_date: "2026-11-01",
  attributes: [term("supervisedConsumption"), term("walkIn")],
  schedules: [daily()],
  service_at_locations: [door(n)],
  languages: [{ id: hsdsId("en"), name: "English", code: "en" }],
  cost_options: [{ id: hsdsId("price"), amount: 0, currency: "CAD" }],
  phones: [{ id: hsdsId("phone"), number: "+15555550190", type: "voice" }],
  ...more,
});

export const fileOf = (services: readonly unknown[]): string => JSON.stringify(services, null, 1);
