import { useTranslation } from 'react-i18next';

const steps: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]];

const made = new Map<string, ReturnType<typeof makeFormats>>();

/** Numbers, money and times as the language that is shown writes them; made once, as that takes longer than all that they are used for. */
export function formatsOf(language: string) {
  const formats = made.get(language) ?? makeFormats(language);
  made.set(language, formats);
  return formats;
}

function makeFormats(language: string) {
  const usd = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', minimumFractionDigits: 2, maximumFractionDigits: 4 });
  const when = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const seconds = new Intl.NumberFormat(language, { style: 'unit', unit: 'second', unitDisplay: 'short', maximumFractionDigits: 1 });
  const megabytes = new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', unitDisplay: 'short', maximumFractionDigits: 1 });
  const plain = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  return {
    usd: (amount: string | number) => usd.format(Number(amount)),
    when: (iso: string) => when.format(new Date(iso)),
    /** A day of the calendar, without a time zone. */
    day: (date: string) => day.format(new Date(date)),
    ago: (iso: string, now = Date.now()) => {
      const past = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
      const [unit, size] = steps.find(([, length]) => past >= length) ?? steps[3]!;
      return ago.format(-Math.floor(past / size), unit);
    },
    seconds: (length: number) => seconds.format(length),
    bytes: (count: number) => megabytes.format(count / 1_000_000),
    number: (count: number) => plain.format(count),
    percent: (of100: number) => percent.format(of100 / 100),
  };
}

export function useFormats() {
  return formatsOf(useTranslation().i18n.language);
}
