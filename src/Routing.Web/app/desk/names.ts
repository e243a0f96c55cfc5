import type { Customer } from '../hub/wire.ts';
import { texts } from '../text/texts.ts';
import type { Offered } from './model.ts';

export function customerName(customer: Customer | undefined): string {
  return customer?.name ?? (customer?.handle == null ? texts.noName : `@${customer.handle}`);
}

export function nameOf(offered: Offered): string {
  const offer = offered.offer;
  return offer?.customerName ?? (offer?.customerHandle == null ? texts.noName : `@${offer.customerHandle}`);
}
