import type { TFunction } from 'i18next';

/** Who writes and paints without any service. */
export const offline = 'offline';

/** How people call who films, writes and paints; "gemini:some-model" is one of its models. */
export function serviceName(t: TFunction, choice: string): string {
  const [name, model] = choice.split(':', 2) as [string, string?];
  const known = t(`service.${name}` as 'service.offline', { defaultValue: name });
  return model ? `${known} ${model}` : known;
}
