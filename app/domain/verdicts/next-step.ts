import type { Cause, NextStep } from '#app/domain/verdicts/verdict.ts';

/** What a person should do next, by the cause of the verdict. */
export const NEXT_STEP_OF: Readonly<Record<Cause, NextStep>> = {
  moving: 'wait',
  awaiting_number: 'wait',
  awaiting_first_scan: 'wait',
  number_not_uploaded: 'ask_supplier_for_number',
  announced_not_handed_over: 'ask_supplier_for_handover',
  // The number may be wrong or the parcel may not exist: proof of hand-over answers both.
  number_unknown_to_carrier: 'ask_supplier_for_handover',
  // Shopify will never tell: the carrier's own site or desk does.
  carrier_not_reported_by_shopify: 'ask_carrier_to_trace',
  silent_before_departure: 'ask_carrier_to_trace',
  silent_after_departure: 'ask_carrier_to_trace',
  silent_in_destination: 'ask_carrier_to_trace',
  silent_unknown_stage: 'ask_carrier_to_trace',
  customs_needs_action: 'help_with_customs',
  customs_silent: 'help_with_customs',
  past_promised_date: 'tell_buyer_new_date',
  promise_unlikely: 'tell_buyer_new_date',
  past_usual_time: 'tell_buyer_new_date',
  delivered_by_scan: 'none',
  returning_by_scan: 'decide_on_return',
  returned_by_scan: 'refund_or_reship',
  lost_by_carrier: 'refund_or_reship',
  source_silent: 'check_connection',
  source_incident: 'wait',
  carrier_incident: 'wait',
  number_scanned_before_payment: 'ask_supplier_for_right_number',
  number_delivered_before_order: 'ask_supplier_for_right_number',
  number_delivered_elsewhere: 'ask_supplier_for_right_number',
  number_impossible_place: 'ask_supplier_for_right_number',
  number_same_number_other_order: 'ask_supplier_for_right_number',
  number_too_fast: 'ask_supplier_for_right_number',
  fulfillment_cancelled: 'none',
};
