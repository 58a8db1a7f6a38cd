import {
  BlockStack,
  Button,
  Form,
  InlineGrid,
  InlineStack,
  RadioButton,
  Select,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BankChoices, BankQuestion } from '#app/domain/cash/bank-csv.ts';
import { useFormat } from '../screen-frame.tsx';

/** What a file leaves open is asked in place, with what each answer would mean. */
export function BankQuestionForm({
  question,
  onAnswer,
}: {
  question: BankQuestion;
  onAnswer: (answer: BankChoices) => void;
}) {
  switch (question.code) {
    case 'columns':
      return <ColumnsQuestion question={question} onAnswer={onAnswer} />;
    case 'date_order':
      return (
        <ChoiceQuestion
          code="date_order"
          question={question}
          choices={question.choices.map((choice) => ({ answer: { dateOrder: choice }, choice }))}
          onAnswer={onAnswer}
        />
      );
    case 'decimal_sign':
      return (
        <ChoiceQuestion
          code="decimal_sign"
          question={question}
          choices={question.choices.map((choice) => ({
            answer: { decimal: choice },
            choice: choice === '.' ? 'point' : 'comma',
          }))}
          onAnswer={onAnswer}
        />
      );
  }
}

type Choice = 'dmy' | 'mdy' | 'point' | 'comma';

function ChoiceQuestion({
  code,
  question: { header, lines },
  choices,
  onAnswer,
}: {
  code: 'date_order' | 'decimal_sign';
  question: { header: string; lines: readonly number[] };
  choices: readonly { choice: Choice; answer: BankChoices }[];
  onAnswer: (answer: BankChoices) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState<Choice>();
  const answer = choices.find(({ choice }) => choice === chosen)?.answer;
  const words = t(`cash.question.${code}`, {
    column: header === '' ? t(`cash.question.column_${code}`) : header,
    lines: format.list(lines.map((line) => format.number(line))),
  });
  return (
    <Form onSubmit={() => (answer === undefined ? undefined : onAnswer(answer))}>
      <BlockStack gap="200">
        <Text as="p" fontWeight="semibold">
          {words}
        </Text>
        <div role="radiogroup" aria-label={words}>
          <BlockStack gap="100">
            {choices.map(({ choice }) => (
              <RadioButton
                key={choice}
                id={`bank-${code}-${choice}`}
                name={`bank-${code}`}
                label={t(`cash.question.choice.${choice}`)}
                helpText={t(`cash.question.example.${choice}`)}
                checked={chosen === choice}
                onChange={() => setChosen(choice)}
              />
            ))}
          </BlockStack>
        </div>
        <InlineStack>
          <Button submit disabled={answer === undefined}>
            {t('cash.question.go')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Form>
  );
}

type ColumnField = 'date' | 'amount' | 'credit' | 'debit';

function ColumnsQuestion({
  question: { missing, headers },
  onAnswer,
}: {
  question: Extract<BankQuestion, { code: 'columns' }>;
  onAnswer: (answer: BankChoices) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [places, setPlaces] = useState<Partial<Record<ColumnField, number | null>>>({});
  const fields: ColumnField[] = missing.flatMap((field): ColumnField[] =>
    field === 'date' ? ['date'] : ['amount', 'credit', 'debit'],
  );
  const isAmount = [places.amount, places.credit, places.debit].some(isPlace);
  const isAnswered =
    (!missing.includes('date') || isPlace(places.date)) &&
    (!missing.includes('amount') || isAmount);
  const options = [
    { value: '', label: t('cash.question.noColumn') },
    ...headers.map((header, place) => ({
      value: String(place),
      label:
        header === '' ? t('cash.question.nameless', { number: format.number(place + 1) }) : header,
    })),
  ];
  return (
    <Form onSubmit={() => (isAnswered ? onAnswer({ columns: places }) : undefined)}>
      <BlockStack gap="200">
        <Text as="p" fontWeight="semibold">
          {t('cash.question.columns')}
        </Text>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          {fields.map((field) => (
            <Select
              key={field}
              label={t(`cash.question.columnOf.${field}`)}
              options={options}
              value={String(places[field] ?? '')}
              onChange={(value) => {
                setPlaces({ ...places, [field]: value === '' ? null : Number(value) });
              }}
            />
          ))}
        </InlineGrid>
        <InlineStack>
          <Button submit disabled={!isAnswered}>
            {t('cash.question.go')}
          </Button>
        </InlineStack>
      </BlockStack>
    </Form>
  );
}

function isPlace(place: number | null | undefined): boolean {
  return place !== undefined && place !== null;
}
