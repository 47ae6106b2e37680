import { api } from './api';
import { Problem } from './client';
import type { UploadInput, UploadKind } from './schema';

export const accepted: Record<UploadKind, string> = {
  brand_image: 'image/png,image/jpeg,image/webp', product_image: 'image/png,image/jpeg,image/webp', reference_video: 'video/mp4,video/quicktime,video/webm',
};

/** Links to the app's own store lead past whatever stands before it, by which a page may not send; what lies at another store does not. */
const ownPath = (link: string) => {
  const { pathname, search } = new URL(link, location.origin);
  return pathname.startsWith('/api/') ? pathname + search : link;
};

/** Brings a file to where the API says, past the API; gives the id by which it is taken from there. */
export async function upload(kind: UploadKind, file: File, onProgress: (percent: number) => void, signal?: AbortSignal): Promise<string> {
  const place = await api.startUpload({ kind, file_name: file.name, content_type: file.type as UploadInput['content_type'], size_bytes: file.size });
  await new Promise<void>((done, fail) => {
    // Only this old way of sending tells how far it is.
    const request = new XMLHttpRequest();
    request.open(place.method, ownPath(place.upload_url));
    Object.entries(place.headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    if (!Object.keys(place.headers).some((name) => name.toLowerCase() === 'content-type')) {
      request.setRequestHeader('content-type', file.type);
    }

    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.round((loaded / total) * 100));
    request.onload = () => (request.status < 300 ? done() : fail(new Problem(request.status, 'upload_refused', request.statusText)));
    request.onerror = () => fail(new Problem(0, 'unreachable', 'The upload was interrupted.'));
    request.onabort = () => fail(new Problem(0, 'stopped', 'The upload was stopped.'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(file);
  });
  return place.id;
}
