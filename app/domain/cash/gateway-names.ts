/** How bank statements write gateways that orders call otherwise; both sides folded. */
const WRITTEN_AS: readonly { gateway: RegExp; text: RegExp }[] = [
  // Stripe pays Shopify Payments out.
  { gateway: /^shopify_?payments$/, text: /shopify|stripe/ },
  { gateway: /paypal/, text: /paypal|pp\*/ },
  { gateway: /klarna|sofort/, text: /klarna|sofort/ },
  { gateway: /afterpay|clearpay/, text: /afterpay|clearpay/ },
  { gateway: /alipay|支付宝/, text: /alipay|支付宝|支付寶/ },
  { gateway: /wechat|微信/, text: /wechat|tenpay|财付通|財付通|微信/ },
  { gateway: /amazon/, text: /amazon ?pay/ },
];

/** A shorter name stands in too many words. */
const SHORTEST_NAME = 4;

/** The one of the shop's gateways that a statement's text names; null: none, or more than one. */
export function gatewayIn(text: string, gateways: readonly string[]): string | null {
  const said = folded(text);
  const named = gateways.filter((gateway) => {
    const name = folded(gateway);
    const other = WRITTEN_AS.find((one) => one.gateway.test(name));
    if (other !== undefined) return other.text.test(said);
    const words = name.replaceAll('_', ' ').trim();
    return words.length >= SHORTEST_NAME && said.replaceAll('_', ' ').includes(words);
  });
  const [only] = named;
  return named.length === 1 && only !== undefined ? only : null;
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ');
}
