// @vitest-environment jsdom
import { readFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { key, preferredLanguage } from '../language';
import en from '../locales/en.json';
import ko from '../locales/ko.json';
import { shells, variables } from './shell';

const script = readFileSync('public/shell.js', 'utf8');

beforeEach(async () => {
  const drawn = { ko: await shells('ko', ko), en: await shells('en', en) };
  document.body.innerHTML = '<div id="root"></div>' + Object.entries(drawn).flatMap(([language, pages]) =>
    Object.entries(pages).map(([page, html]) => `<template id="${page}-${language}">${html}</template>`)).join('');
});

function show(path: string, languages: string[] = ['en'], chosen: string | null = null) {
  history.replaceState(null, '', path);
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(languages);
  localStorage.clear();
  if (chosen !== null) {
    localStorage.setItem(key, chosen);
  }

  new Function(script)();
  return document.querySelector('#root > [inert]')!;
}

test.each([
  [null, ['fr-FR', 'ko-KR', 'en']], ['en', ['ko-KR']], [null, ['fr']], ['fr', ['ko']], ['', ['EN-us']],
])('the frame is in the language that the app will be in: %s, %j', (chosen, languages) => {
  const language = preferredLanguage(chosen, languages);
  expect(show('/generate', languages, chosen).querySelector('h1')!.textContent).toBe((language === 'ko' ? ko : en).generate.title);
  expect(document.documentElement.lang).toBe(language);
});

test.each([
  ['/', '/generate', true], ['/generate', '/generate', true], ['/generate/some-id', undefined, false], ['/videos', '/videos', false], ['/nowhere', undefined, false],
])('%s shows where one is, and a heading where it is known', (path, current, heading) => {
  const shell = show(path);
  expect([...shell.querySelectorAll('nav [aria-current]')].map((link) => link.getAttribute('href'))).toEqual(current ? [current] : []);
  expect(shell.querySelector('h1') !== null).toBe(heading);
});

test('the variables of the theme are a style and nothing else', () => {
  expect(variables()).toContain('--mantine-color-pine-9: #073f3a;');
  expect(variables()).not.toContain('<');
});
