import { expect, test } from 'vitest';
import {
  countryNamed,
  countryOfAddress,
  countryOfCity,
} from '#app/domain/findings/country-names.ts';

test.each([
  ['Italy', 'IT'],
  ['Italien', 'IT'],
  ['Italie', 'IT'],
  ['italia', 'IT'],
  ['意大利', 'IT'],
  ['義大利', 'IT'],
  ['USA', 'US'],
  ['United States', 'US'],
  ['UK', 'GB'],
  ['Österreich', 'AT'],
  ['Osterreich', 'AT'],
  ['EU', 'EU'],
  ['in', null],
  ['IT', null],
  ['house', null],
  ['', null],
])('the country named %j is %j', (name, code) => {
  expect(countryNamed(name)).toBe(code);
});

test.each([
  ['18 Keji Road, Nanshan, Shenzhen 518057, China', 'CN'],
  ['Lipová 12, 757 01 Valašské Meziříčí, Czech Republic', 'CZ'],
  ['Meridian Europe GmbH, Hafenstraße 4, 20457 Hamburg, Germany, eu@meridian.example.com', 'DE'],
  ['Hafenstraße 4\n20457 Hamburg\nDeutschland', 'DE'],
  ['中国深圳市南山区科技路18号', 'CN'],
  ['Hafenstraße 4, 20457 Hamburg', null],
  ['', null],
])('the address %j lies in %j', (address, code) => {
  expect(countryOfAddress(address)).toBe(code);
});

test.each([
  ['London', 'GB'],
  ['köln', 'DE'],
  ['Springfield', null],
])('%s lies in %j', (city, code) => {
  expect(countryOfCity(city)).toBe(code);
});
