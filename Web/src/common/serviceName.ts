import type { TFunction } from 'i18next';

/** Who writes and paints without any service. */
export const offline = 'offline';

/** What is said of a service; of none, where nobody was asked. */
export const sayOf = (t: TFunction, service: string | null, saying: string) => (service === null ? saying : `${serviceName(t, service)}: ${saying}`);

/** How people call who films, writes and paints; "gemini:some-model" is one of its models. */
export function serviceName(t: TFunction, choice: string): string {
  const [name, model] = choice.split(':', 2) as [string, string?];
  const known = t(`service.${name}` as 'service.offline', { defaultValue: name });
  return model ? `${known} ${model}` : known;
}
