import cshLow01 from './rules/CSH-LOW-01.json' with { type: 'json' };
import cusCost01 from './rules/CUS-COST-01.json' with { type: 'json' };
import cusData01 from './rules/CUS-DATA-01.json' with { type: 'json' };
import cusDesc01 from './rules/CUS-DESC-01.json' with { type: 'json' };
import cusEuPid01 from './rules/CUS-EU-PID-01.json' with { type: 'json' };
import dg01 from './rules/DG-01.json' with { type: 'json' };
import dsp01 from './rules/DSP-01.json' with { type: 'json' };
import dsp02 from './rules/DSP-02.json' with { type: 'json' };
import env01 from './rules/ENV-01.json' with { type: 'json' };
import euDlv01 from './rules/EU-DLV-01.json' with { type: 'json' };
import euRfd01 from './rules/EU-RFD-01.json' with { type: 'json' };
import gpsr01 from './rules/GPSR-01.json' with { type: 'json' };
import invDead01 from './rules/INV-DEAD-01.json' with { type: 'json' };
import invOrd01 from './rules/INV-ORD-01.json' with { type: 'json' };
import invPre01 from './rules/INV-PRE-01.json' with { type: 'json' };
import ip01 from './rules/IP-01.json' with { type: 'json' };
import org01 from './rules/ORG-01.json' with { type: 'json' };
import polEu02 from './rules/POL-EU-02.json' with { type: 'json' };
import polOld01 from './rules/POL-OLD-01.json' with { type: 'json' };
import polSet01 from './rules/POL-SET-01.json' with { type: 'json' };
import polWdr01 from './rules/POL-WDR-01.json' with { type: 'json' };
import prcEu01 from './rules/PRC-EU-01.json' with { type: 'json' };
import prcRef01 from './rules/PRC-REF-01.json' with { type: 'json' };
import pre01 from './rules/PRE-01.json' with { type: 'json' };
import prv01 from './rules/PRV-01.json' with { type: 'json' };
import shipClaim01 from './rules/SHIP-CLAIM-01.json' with { type: 'json' };
import trkDup01 from './rules/TRK-DUP-01.json' with { type: 'json' };
import trkRoute01 from './rules/TRK-ROUTE-01.json' with { type: 'json' };
import trkScan01 from './rules/TRK-SCAN-01.json' with { type: 'json' };
import unit01 from './rules/UNIT-01.json' with { type: 'json' };
import usRfd01 from './rules/US-RFD-01.json' with { type: 'json' };
import usShip01 from './rules/US-SHIP-01.json' with { type: 'json' };

/** The texts of every rule, by its id. Named one by one, so that a bundle holds them and a missing file is seen at once. */
export const RULE_FILES: Readonly<Record<string, unknown>> = {
  'CSH-LOW-01': cshLow01,
  'CUS-COST-01': cusCost01,
  'CUS-DATA-01': cusData01,
  'CUS-DESC-01': cusDesc01,
  'CUS-EU-PID-01': cusEuPid01,
  'DG-01': dg01,
  'DSP-01': dsp01,
  'DSP-02': dsp02,
  'ENV-01': env01,
  'EU-DLV-01': euDlv01,
  'EU-RFD-01': euRfd01,
  'GPSR-01': gpsr01,
  'INV-DEAD-01': invDead01,
  'INV-ORD-01': invOrd01,
  'INV-PRE-01': invPre01,
  'IP-01': ip01,
  'ORG-01': org01,
  'POL-EU-02': polEu02,
  'POL-OLD-01': polOld01,
  'POL-SET-01': polSet01,
  'POL-WDR-01': polWdr01,
  'PRC-EU-01': prcEu01,
  'PRC-REF-01': prcRef01,
  'PRE-01': pre01,
  'PRV-01': prv01,
  'SHIP-CLAIM-01': shipClaim01,
  'TRK-DUP-01': trkDup01,
  'TRK-ROUTE-01': trkRoute01,
  'TRK-SCAN-01': trkScan01,
  'UNIT-01': unit01,
  'US-RFD-01': usRfd01,
  'US-SHIP-01': usShip01,
};
