import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";

const STEP_S = 30;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** What an authenticator app shows, having scanned this address (RFC 6238). */
export function appCode(totpUri: string, at = Date.now()): string {
  const secret = fromBase32(new URL(totpUri).searchParams.get("secret") ?? "");
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 1_000 / STEP_S)));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0"));
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** A passkey on a device that asks who holds it, or one that does not. */
export function passkeyOn(origin: string, asksWho = true) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const asked = asksWho ? 0x04 : 0;
  const data = (flags: number) =>
    Buffer.concat([
      sha256(new URL(origin).hostname),
      Buffer.from([flags | 0x01 | asked, 0, 0, 0, 0]),
    ]);
  const client = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const named = {
    id: id.toString("base64url"),
    rawId: id.toString("base64url"),
    type: "public-key",
  };

  return {
    /** Answers a challenge to make a new key. */
    create(challenge: string) {
      const key = Buffer.concat([
        Buffer.from("a5010203262001215820", "hex"),
        Buffer.from(x, "base64url"),
        Buffer.from("225820", "hex"),
        Buffer.from(y, "base64url"),
      ]);
      const made = Buffer.concat([
        data(0x40),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        key,
      ]);
      const attestation = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746158", "hex"),
        Buffer.from([made.length]),
        made,
      ]);
      return {
        ...named,
        clientExtensionResults: {},
        response: {
          clientDataJSON: client("webauthn.create", challenge).toString("base64url"),
          attestationObject: attestation.toString("base64url"),
          transports: ["internal"],
        },
      };
    },

    /** Answers a challenge to sign in. */
    get(challenge: string) {
      const said = client("webauthn.get", challenge);
      const shown = data(0);
      const signature = sign("sha256", Buffer.concat([shown, sha256(said)]), privateKey);
      return {
        ...named,
        clientExtensionResults: {},
        response: {
          clientDataJSON: said.toString("base64url"),
          authenticatorData: shown.toString("base64url"),
          signature: signature.toString("base64url"),
          userHandle: null,
        },
      };
    },
  };
}

const sha256 = (text: string | Buffer): Buffer => createHash("sha256").update(text).digest();
