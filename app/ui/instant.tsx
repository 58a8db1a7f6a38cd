import { useFormat } from './screen-frame.tsx';
import styles from './heard-only.module.css';

/** A time as people say it; the exact instant on hover and for screen readers. */
export function Instant({
  at,
  show = 'relative',
}: {
  at: string;
  show?: 'relative' | 'exact' | 'age';
}) {
  const format = useFormat();
  const exact = format.exactInstant(at);
  if (show === 'exact') return <Moment at={at}>{exact}</Moment>;
  return (
    <Moment at={at} title={exact}>
      {show === 'age' ? format.age(at) : format.relative(at)}
      <span className={styles['heard']} suppressHydrationWarning>{` (${exact})`}</span>
    </Moment>
  );
}

function Moment({
  at,
  title,
  children,
}: {
  at: string;
  title?: string;
  children: React.ReactNode;
}) {
  return (
    // Another ICU in the browser may write a zone's short name otherwise than the server's.
    <time dateTime={at} title={title} suppressHydrationWarning>
      {children}
    </time>
  );
}
