import { expect, test } from 'vitest';
import { productSubject } from '#app/domain/findings/product-subject.fixture.ts';
import { safetyDetails } from '#app/domain/findings/product-safety-details.ts';

const NAMED = {
  'gpsr.manufacturer_name': 'Shenzhen Lianfa Homeware Co., Ltd.',
  'gpsr.manufacturer_address': '18 Keji Road, Nanshan, Shenzhen 518057, China',
  'gpsr.manufacturer_email': 'safety@lianfa.example.com',
  'gpsr.responsible_person': 'Meridian Europe GmbH, Hafenstraße 4, 20457 Hamburg, Germany',
};

test('metafields whose keys say so are read without a mapping', () => {
  expect(safetyDetails(productSubject({ metafields: NAMED }))).toMatchObject({
    hasPostalAddress: true,
    hasElectronicAddress: true,
    makerCountry: 'CN',
    responsible: NAMED['gpsr.responsible_person'],
  });
});

test('a mapped field that is empty is empty, whatever other fields hold', () => {
  const product = productSubject({
    metafields: NAMED,
    mapped: { responsible_person: 'custom.eu_person' },
  });
  expect(safetyDetails(product).responsible).toBeNull();
});

test('one mapped field may hold name and addresses together', () => {
  const product = productSubject({
    metafields: {
      'custom.maker': 'Sklo s.r.o., Lipová 12, 757 01 Brno, Czechia, info@sklo.example.com',
    },
    mapped: { manufacturer: 'custom.maker' },
  });
  expect(safetyDetails(product)).toMatchObject({
    hasPostalAddress: true,
    hasElectronicAddress: true,
    makerCountry: 'CZ',
  });
});

test('labelled passages of the description are told apart', () => {
  const description =
    'Two boards. Manufacturer: Lianfa Co., Ltd., 18 Keji Road, Shenzhen 518057, China, safety@lianfa.example.com ' +
    'EU responsible person: Meridian Europe GmbH, Hafenstraße 4, 20457 Hamburg, Germany, eu@meridian.example.com';
  expect(safetyDetails(productSubject({ description }))).toMatchObject({
    maker: 'Lianfa Co., Ltd., 18 Keji Road, Shenzhen 518057, China, safety@lianfa.example.com',
    makerCountry: 'CN',
    hasPostalAddress: true,
    hasElectronicAddress: true,
    responsible:
      'Meridian Europe GmbH, Hafenstraße 4, 20457 Hamburg, Germany, eu@meridian.example.com',
  });
});

test.each([
  ['Hersteller: Holzhaus GmbH', false, false],
  ['Hersteller: Holzhaus GmbH, Waldweg 3, 83022 Rosenheim', true, false],
  ['Hersteller: Holzhaus GmbH, info@holzhaus.example.com', false, true],
  ['Hersteller: Holzhaus GmbH, www.holzhaus.example.com', false, true],
  ['Keine Angaben', false, false],
])('%j holds a postal address: %j, an electronic one: %j', (description, postal, electronic) => {
  const { hasPostalAddress, hasElectronicAddress } = safetyDetails(productSubject({ description }));
  expect([hasPostalAddress, hasElectronicAddress]).toEqual([postal, electronic]);
});
