import type { Subjects, SubjectKind } from '#app/domain/findings/subjects.ts';
import { assertExhaustive } from '#app/domain/shared/exhaustive.ts';

/** How a subject is called in a list, and which order or product it belongs to (decimal ids; null: none). */
export interface SubjectLabel {
  label: string;
  orderId: string | null;
  productId: string | null;
}

/** `#1001`, a product's title, a country's code; '' for the shop itself, which needs no name. */
export function labelOf(subject: Subjects[SubjectKind]): SubjectLabel {
  const nothing = { orderId: null, productId: null };
  switch (subject.kind) {
    case 'order':
      return { label: subject.name, orderId: subject.id, productId: null };
    case 'parcel':
      return { label: subject.orderName, orderId: subject.orderId, productId: null };
    case 'product':
      return { label: subject.title, orderId: null, productId: subject.id };
    case 'price':
      return { label: subject.label, orderId: null, productId: subject.productId };
    case 'return':
      return { label: subject.orderName, orderId: subject.orderId, productId: null };
    case 'dispute':
      return { label: subject.orderName ?? subject.id, orderId: subject.orderId, productId: null };
    case 'destination':
      return { label: subject.id, ...nothing };
    case 'variant':
      return { label: subject.label, orderId: null, productId: subject.productId };
    case 'cash':
      return { label: subject.id, ...nothing };
    case 'shop':
      return { label: '', ...nothing };
    default:
      return assertExhaustive(subject);
  }
}
