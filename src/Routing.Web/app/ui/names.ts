import type { Customer, Offer } from '../hub/wire.ts';
import { texts } from '../text/texts.ts';

export function customerName(customer: Customer | undefined): string {
  return nameOr(customer?.name, customer?.handle);
}

export function offerName(offer: Offer | null): string {
  return nameOr(offer?.customerName, offer?.customerHandle);
}

/** Whoever gave a command, without the door it came through: `api:sam` is `sam`. */
export function personOf(by: string): string {
  return by.slice(by.indexOf(':') + 1);
}

function nameOr(name: string | null | undefined, handle: string | null | undefined): string {
  return name ?? (handle == null ? texts.noName : `@${handle}`);
}
