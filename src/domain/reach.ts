/** How somebody is reached: in their browser, there and where it fails on their own phone, or on their own phone alone. */
export const REACHES = ["softphone", "both", "phone"] as const;
export type Reach = (typeof REACHES)[number];
