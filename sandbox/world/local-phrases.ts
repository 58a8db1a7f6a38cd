import type { PhraseKey } from './phrases.ts';

/** How delivering carriers write where English is not the language of the country, by country. */
export const LOCAL_PHRASES: Record<
  string,
  { language: 'de' | 'pt'; texts: Partial<Record<PhraseKey, string>> }
> = {
  DE: {
    language: 'de',
    texts: {
      announced: 'Die Sendung wurde elektronisch angekündigt',
      domestic_transit: 'Die Sendung wurde im Ziel-Paketzentrum bearbeitet',
      domestic_departed: 'Die Sendung wurde in das Zustell-Depot transportiert',
      out_for_delivery: 'Die Sendung wurde in das Zustellfahrzeug geladen',
      attempt_failed: 'Zustellung nicht möglich: Empfänger nicht angetroffen',
      available_pickup: 'Die Sendung liegt in der Filiale zur Abholung bereit',
      delivered: 'Die Sendung wurde erfolgreich zugestellt',
      returning: 'Die Sendung wird an den Absender zurückgesandt',
      weather_delay: 'Die Zustellung verzögert sich',
    },
  },
  BR: {
    language: 'pt',
    texts: {
      announced: 'Etiqueta emitida',
      domestic_transit: 'Objeto em transferência - por favor aguarde',
      domestic_departed: 'Objeto encaminhado',
      out_for_delivery: 'Objeto saiu para entrega ao destinatário',
      attempt_failed: 'Objeto não entregue - carteiro não atendido',
      available_pickup: 'Objeto aguardando retirada no endereço indicado',
      delivered: 'Objeto entregue ao destinatário',
      returning: 'Objeto será devolvido ao remetente',
      weather_delay: 'Atraso na entrega',
    },
  },
};
