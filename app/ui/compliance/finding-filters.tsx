import { ChoiceList, type IndexFiltersProps } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OPEN_VERDICTS, type FindingQuery } from '#app/contracts/finding-query.ts';
import type { FindingPage } from '#app/contracts/findings.ts';
import { AUTHORITIES, CERTAINTIES, SEVERITIES } from '#app/domain/findings/rule.ts';
import { useFormat } from '../screen-frame.tsx';
import { assigneeWords } from './assignee-words.ts';
import { useJurisdictionWords } from './jurisdiction-words.ts';

type Filters = Pick<IndexFiltersProps, 'filters' | 'appliedFilters'>;
type ListField =
  'verdicts' | 'rules' | 'jurisdictions' | 'authorities' | 'severities' | 'certainties';

interface Choice {
  value: string;
  label: string;
}

/** The list's filters, and those that are on with how to take each off. */
export function useFindingFilters({
  page: { query, choices, reader },
  change,
}: {
  page: Pick<FindingPage, 'query' | 'choices' | 'reader'>;
  change: (change: Partial<FindingQuery>) => void;
}): Filters {
  const { t } = useTranslation();
  const format = useFormat();
  const jurisdiction = useJurisdictionWords();
  const labels: Record<ListField, readonly Choice[]> = {
    verdicts: OPEN_VERDICTS.map((value) => ({ value, label: t(`finding.verdict.${value}`) })),
    rules: choices.rules.map(({ id, title }) => ({ value: id, label: title })),
    jurisdictions: choices.jurisdictions.map((value) => ({ value, label: jurisdiction(value) })),
    authorities: choices.authorities.map((value) => ({
      value,
      label: t(`compliance.authority.${value}`),
    })),
    severities: SEVERITIES.map((value) => ({ value, label: t(`finding.severity.${value}`) })),
    certainties: CERTAINTIES.map((value) => ({ value, label: t(`compliance.certainty.${value}`) })),
  };
  const assignees: Choice[] = [
    { value: ANYBODY, label: t('compliance.filter.anybody') },
    { value: 'me', label: t('compliance.filter.me') },
    { value: 'nobody', label: t('compliance.filter.nobody') },
    ...choices.assignees.map((value) => ({ value, label: assigneeWords(value, { reader, t }) })),
  ];
  const fields = FIELDS.filter((field) => field !== 'verdicts' || query.state !== 'cured');
  const filters = [
    ...fields.map((field) => ({
      key: field,
      label: t(`compliance.filter.${field}`),
      filter: (
        <Choices
          title={t(`compliance.filter.${field}`)}
          choices={labels[field]}
          selected={query[field]}
          onChange={(chosen) => change(changeOf(field, chosen))}
        />
      ),
    })),
    {
      key: 'assignee',
      label: t('compliance.filter.assignee'),
      filter: (
        <Choices
          title={t('compliance.filter.assignee')}
          choices={assignees}
          selected={[query.assignee ?? ANYBODY]}
          isSingle
          onChange={([chosen = ANYBODY]) =>
            change({ assignee: chosen === ANYBODY ? null : chosen })
          }
        />
      ),
    },
  ];
  const applied = fields
    .filter((field) => query[field].length > 0)
    .map((field) => ({
      key: String(field),
      label: t('compliance.filter.applied', {
        name: t(`compliance.filter.${field}`),
        values: format.list(
          query[field].map(
            (value) => labels[field].find((choice) => choice.value === value)?.label ?? value,
          ),
        ),
      }),
      onRemove: () => change(changeOf(field, [])),
    }));
  if (query.assignee !== null)
    applied.push({
      key: 'assignee',
      label: t('compliance.filter.applied', {
        name: t('compliance.filter.assignee'),
        values: assignees.find(({ value }) => value === query.assignee)?.label ?? query.assignee,
      }),
      onRemove: () => change({ assignee: null }),
    });
  return { filters, appliedFilters: applied };
}

const FIELDS = [
  'verdicts',
  'rules',
  'jurisdictions',
  'authorities',
  'severities',
  'certainties',
] as const satisfies ListField[];
const ANYBODY = '';

/** A field's new choice, in the order in which its values are known. */
function changeOf(field: ListField, chosen: readonly string[]): Partial<FindingQuery> {
  switch (field) {
    case 'verdicts':
      return { verdicts: OPEN_VERDICTS.filter((each) => chosen.includes(each)) };
    case 'authorities':
      return { authorities: AUTHORITIES.filter((each) => chosen.includes(each)) };
    case 'severities':
      return { severities: SEVERITIES.filter((each) => chosen.includes(each)) };
    case 'certainties':
      return { certainties: CERTAINTIES.filter((each) => chosen.includes(each)) };
    case 'rules':
      return { rules: [...chosen] };
    case 'jurisdictions':
      return { jurisdictions: [...chosen] };
  }
}

function Choices({
  title,
  choices,
  selected,
  isSingle = false,
  onChange,
}: {
  title: string;
  choices: readonly Choice[];
  selected: readonly string[];
  isSingle?: boolean;
  onChange: (chosen: string[]) => void;
}): ReactNode {
  return (
    <ChoiceList
      allowMultiple={!isSingle}
      titleHidden
      title={title}
      choices={[...choices]}
      selected={[...selected]}
      onChange={onChange}
    />
  );
}
