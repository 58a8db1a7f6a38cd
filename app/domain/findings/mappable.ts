/** What rules look for in metafields, so that a merchant can say where it stands. */
export const MAPPABLE = [
  'manufacturer_number',
  'manufacturer',
  'responsible_person',
  'dangerous_goods',
  'customs_description',
  'fibre_content',
  'ship_date',
] as const;
