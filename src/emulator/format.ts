/** `Sun, 22 Nov 2026 01:30:00 +0000`, the form Twilio gives times in. */
export function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace("GMT", "+0000");
}

/** `(514) 555-0101` for a North American number; anything else as it is. */
export function formatted(address: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(address);
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : address;
}

/** What a voice or a speech engine takes to say it: 300 ms a word. */
export function speakingMs(text: string): number {
  const words = text.split(/\s+/).filter((word) => word !== "").length;
  return Math.max(1, words) * 300;
}
