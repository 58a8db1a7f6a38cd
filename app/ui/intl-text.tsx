/**
 * A text with names or dates made by Intl. Server and browser may carry different editions of them ("Türkiye", "Sept"); the
 * server's words then stay, instead of the whole page being drawn again.
 */
export function IntlText({ children }: { children: string }) {
  return <span suppressHydrationWarning>{children}</span>;
}
