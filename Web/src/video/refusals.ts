/** "gemini: It was refused.; azure_openai: No answer." by who said what; nothing of a reason that nobody gave. */
export function refusalsOf(reason: string | null): { service: string; message: string }[] {
  return (reason ?? '').split(/; (?=[a-z0-9_]+(?::[\w.-]+)?: )/).flatMap((part) => {
    const [, service, message] = /^([a-z0-9_]+(?::[\w.-]+)?): (.*)$/s.exec(part) ?? [];
    return service && message ? [{ service, message }] : [];
  });
}
