import { expect, test } from 'vitest';
import { eventParser } from './eventStream';

test('feed_EventsInPieces_ComeWhenTheyAreWhole', () => {
  const parser = eventParser();
  expect(parser.feed('retry: 1000\n\nid: 7\nevent: script_')).toEqual([]);
  expect(parser.feed('ready\ndata: {"a":1}\n\n: still here\n\n')).toEqual([{ id: '7', type: 'script_ready', data: '{"a":1}' }]);
});

test('lastId_AnEventWithoutOne_KeepsTheOneBefore', () => {
  const parser = eventParser();
  parser.feed('id: 7\ndata: x\n\nevent: progress\ndata: y\n\n');
  expect(parser.lastId()).toBe('7');
});

test('feed_LineEndsOfWindowsAndDataInLines_AreOneEvent', () => {
  expect(eventParser().feed('data: a\r\ndata: b\r\n\r\n')).toEqual([{ id: null, type: 'message', data: 'a\nb' }]);
});
