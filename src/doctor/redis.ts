import { Redis } from "ioredis";

import { broken, look, ok, reasonOf, type Finding } from "./finding.ts";

const WITHIN_MS = 3_000;

/** What `INFO` says: managed servers refuse `CONFIG`. */
export type RedisSays = Readonly<Record<string, string>>;

/** `url` null: alarms wait in Postgres. */
export async function redisFindings(url: string | null): Promise<readonly Finding[]> {
  if (url === null) return [ok("redis", "Not used: alarms wait in Postgres.")];
  try {
    return redisSaysFindings(await askRedis(url));
  } catch (err) {
    return [redisAway(reasonOf(err))];
  }
}

async function askRedis(url: string): Promise<RedisSays> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: WITHIN_MS,
    commandTimeout: WITHIN_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let broke: unknown = null;
  redis.on("error", (err: unknown) => {
    broke = err;
  });
  try {
    await redis.connect();
    const lines = (await redis.info()).matchAll(/^(\w+):(.*?)\r?$/gm);
    return Object.fromEntries([...lines].map(([, name = "", value = ""]) => [name, value]));
  } catch (err) {
    throw broke ?? err;
  } finally {
    redis.disconnect();
  }
}

const redisAway = (reason: string): Finding =>
  broken("redisAway", `Redis does not answer: ${reason}`, {
    means: "Check-ins and help go out by the sweep alone, up to a second late.",
    mend: "Start it, or correct REDIS_URL. It may come back empty: nothing is lost.",
  });

export function redisSaysFindings(says: RedisSays): readonly Finding[] {
  const version = says["redis_version"] ?? "of unknown version";
  return [
    ok("redis", `Redis ${version} answers.`),
    ...evicts(says),
    ...forgets(says),
    ...(says["role"] === "slave" ? [readsOnly] : []),
    ...filling(says),
  ];
}

const readsOnly = broken("redisReadOnly", "This Redis is a replica, which takes no alarms.", {
  means: "Every alarm is dropped, and the sweep alone carries the line.",
  mend: "Point REDIS_URL at the primary.",
});

function evicts({ maxmemory_policy: policy }: RedisSays): readonly Finding[] {
  if (policy === "noeviction") return [];
  return [
    broken("redisEvicts", `maxmemory-policy is ${policy ?? "not known"}, and must be noeviction.`, {
      means: "When its memory is full, Redis throws alarms away: half of a job is worse than none.",
      mend: "redis-cli CONFIG SET maxmemory-policy noeviction && redis-cli CONFIG REWRITE",
    }),
  ];
}

function forgets({
  aof_enabled: enabled,
  aof_last_write_status: lastWrite,
}: RedisSays): readonly Finding[] {
  const mend = "redis-cli CONFIG SET appendonly yes && redis-cli CONFIG REWRITE";
  if (enabled !== "1") {
    const means =
      "Restarted, Redis has no alarms, and the sweep alone carries what was set until then.";
    return [look("redisForgets", "appendonly is off.", { means, mend })];
  }
  if (lastWrite === undefined || lastWrite === "ok") return [];
  const means = "Its disk is full or failing: Redis soon refuses every alarm.";
  return [
    broken("redisCannotWrite", "Redis could not write its last alarms to disk.", {
      means,
      mend: "df -h, on the machine of Redis",
    }),
  ];
}

const FULL = 0.8;

function filling({ maxmemory, used_memory: used }: RedisSays): readonly Finding[] {
  const share = Number(used) / Number(maxmemory);
  if (!Number.isFinite(share) || share < FULL) return [];
  return [
    look("redisFilling", `Redis has used ${Math.round(share * 100)} % of its memory.`, {
      means: "Full, and with noeviction, it refuses new alarms.",
      mend: "redis-cli CONFIG SET maxmemory 1gb, or more, and look what else uses this Redis.",
    }),
  ];
}
