import type { z } from 'zod';
import type { SupplyFault, SupplyFaultCode } from '#app/contracts/suppliers.ts';

/** A fault of one field. */
export function faultAt(
  path: string,
  code: SupplyFaultCode,
  params: SupplyFault['params'] = {},
): SupplyFault {
  return { path, code, params };
}

/** What a form's shape has against it, by field. */
export function faultsOf(error: z.ZodError): SupplyFault[] {
  return error.issues.map((issue) => {
    const path = issue.path.map(String).join('.');
    switch (issue.code) {
      case 'too_small':
        return issue.origin === 'string' || issue.origin === 'array'
          ? faultAt(path, 'missing')
          : faultAt(path, numberCode(path), { least: Number(issue.minimum) });
      case 'too_big':
        return issue.origin === 'string' || issue.origin === 'array'
          ? faultAt(path, 'too_long', { most: Number(issue.maximum) })
          : faultAt(path, numberCode(path), { most: Number(issue.maximum) });
      case 'invalid_type':
        return faultAt(
          path,
          issue.expected === 'number' || issue.expected === 'int' ? numberCode(path) : 'missing',
        );
      case 'invalid_format':
        return faultAt(path, issue.format === 'date' ? 'not_a_day' : 'not_understood');
      default:
        return faultAt(path, 'not_understood');
    }
  });
}

function numberCode(path: string): SupplyFaultCode {
  return path.endsWith('quantity') ? 'not_a_quantity' : 'not_a_number';
}
