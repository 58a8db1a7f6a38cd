import { BlockStack, ChoiceList, Modal, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LONGEST_NAME, type FindingAction } from '#app/contracts/finding-actions.ts';
import { useFormat } from '../screen-frame.tsx';
import { assigneeWords } from './assignee-words.ts';

type To = Extract<FindingAction, { intent: 'assign' }>['to'];
const ME = 'me';
const NOBODY = 'nobody';
const SOMEBODY = 'somebody';

/** Asks whose findings are to be: the reader's, somebody's who has some already, a name's, or nobody's. */
export function AssignModal({
  count,
  assignees,
  reader,
  isOpen,
  onClose,
  onAssign,
}: {
  count: number;
  /** Who has findings already, besides the reader. */
  assignees: readonly string[];
  reader: string;
  isOpen: boolean;
  onClose: () => void;
  onAssign: (to: To) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState(ME);
  const [name, setName] = useState('');
  const [wasTried, setTried] = useState(false);
  const isNamed = name.trim() !== '';
  const confirm = () => {
    setTried(true);
    if (chosen === SOMEBODY && !isNamed) return;
    onAssign(toOf(chosen, name));
    setTried(false);
    setName('');
  };
  return (
    <Modal
      open={isOpen}
      onClose={onClose}
      title={t('compliance.assign.title', { count, number: format.number(count) })}
      primaryAction={{ content: t('compliance.assign.action'), onAction: confirm }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="400">
          <ChoiceList
            title={t('compliance.assign.to')}
            choices={[
              { value: ME, label: t('compliance.assign.me') },
              ...assignees.map((value) => ({ value, label: assigneeWords(value, { reader, t }) })),
              { value: SOMEBODY, label: t('compliance.assign.somebody') },
              { value: NOBODY, label: t('compliance.assign.nobody') },
            ]}
            selected={[chosen]}
            onChange={([value = ME]) => setChosen(value)}
          />
          {chosen === SOMEBODY && (
            <TextField
              autoComplete="off"
              label={t('compliance.assign.name')}
              helpText={t('compliance.assign.nameHelp')}
              value={name}
              maxLength={LONGEST_NAME}
              error={wasTried && !isNamed ? t('compliance.assign.nameNeeded') : undefined}
              onChange={setName}
            />
          )}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

function toOf(chosen: string, name: string): To {
  switch (chosen) {
    case ME:
      return { kind: 'me' };
    case NOBODY:
      return null;
    case SOMEBODY:
      return { kind: 'name', name: name.trim() };
    default:
      return { kind: 'known', assignee: chosen };
  }
}
