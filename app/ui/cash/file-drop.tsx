import { DropZone } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';

/** Where a CSV file is chosen or dropped. */
export function FileDrop({
  label,
  isDisabled,
  onFile,
}: {
  label: string;
  isDisabled: boolean;
  onFile: (file: File) => void;
}) {
  const { t } = useTranslation();
  return (
    <DropZone
      label={label}
      labelHidden
      allowMultiple={false}
      variableHeight
      disabled={isDisabled}
      onDropAccepted={([file]) => (file === undefined ? undefined : onFile(file))}
    >
      <DropZone.FileUpload actionTitle={t('cash.file.choose')} actionHint={t('cash.file.hint')} />
    </DropZone>
  );
}
