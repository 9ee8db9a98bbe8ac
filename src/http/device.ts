/** A browser that has signed in brings this back, and its tries are counted apart from everybody else's. It signs nobody in. */
const NAME = "line.device";
const KEPT_S = 180 * 24 * 3_600;

export function bringsDevice(cookies: string | undefined): string | null {
  for (const cookie of cookies?.split(";") ?? []) {
    const [name, value] = cookie.trim().split("=");
    if (name === NAME) return value ?? null;
  }
  return null;
}

export function deviceCookie(value: string, publicUrl: string): string {
  const secure = publicUrl.startsWith("https://") ? "; Secure" : "";
  return `${NAME}=${value}; Max-Age=${KEPT_S}; Path=/api/auth; HttpOnly; SameSite=Strict${secure}`;
}
