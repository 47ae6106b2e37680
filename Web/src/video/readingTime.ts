import type { Language } from '../api/schema';

const englishCharactersPerSecond = 15;
const koreanSyllablesPerSecond = 7;

/**
 * Seconds that a brisk voice-over takes for a text, by the rates after which the app writes scripts: English counts every character;
 * Korean counts syllables, a digit as about one, Latin letters at the English rate, and spaces and punctuation as pauses of the reading.
 */
export function readingSeconds(text: string, language: Language): number {
  let seconds = 0;
  for (const character of text) {
    seconds += secondsOf(character, language);
  }

  return seconds;
}

function secondsOf(character: string, language: Language): number {
  if (/[가-힣]/.test(character)) {
    return 1 / koreanSyllablesPerSecond;
  }

  if (language === 'en' || /\p{L}/u.test(character)) {
    return 1 / englishCharactersPerSecond;
  }

  return /\p{Nd}/u.test(character) ? 1 / koreanSyllablesPerSecond : 0;
}
