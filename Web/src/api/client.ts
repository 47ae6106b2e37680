import type {
  Approval, Brand, BrandInput, FieldError, Page, ProblemDetails, Product, ProductInput, Provider, Reference, ReferenceInput, SceneResolution,
  Script, Storyboard, Usage, Video, VideoInput, VideoSummary,
} from './schema';
import { steadyLinks } from './steadyLinks';

/** The API's answer when something is wrong; status 0 and code "unreachable" when there was none. */
export class Problem extends Error {
  constructor(readonly status: number, readonly code: string, detail: string, readonly errors: FieldError[] = [], readonly current?: unknown) {
    super(detail);
  }
}

const base = '/api/v1';
const patienceMs = 30_000;
/** The most that a list gives at once. */
const mostItems = 100;

async function call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(base + path, {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
  } catch {
    throw new Problem(0, 'unreachable', 'The server does not answer.');
  }

  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) {
    return answer as T;
  }

  const problem = (answer ?? {}) as ProblemDetails;
  throw new Problem(
    response.status, problem.code ?? 'unexpected', problem.detail ?? problem.title ?? `HTTP ${response.status}`, problem.errors ?? [], problem.current);
}

const get = <T>(path: string) => call<T>('GET', path);
const post = <T>(path: string, body?: unknown) => call<T>('POST', path, body);
const ifMatch = (revision: number) => ({ 'if-match': `"${revision}"` });
const video = async (answer: Promise<Video>) => steadyLinks(await answer);

export const api = {
  listBrands: () => get<Page<Brand>>(`/brands?limit=${mostItems}`),
  listProducts: () => get<Page<Product>>(`/products?limit=${mostItems}`),
  listReferences: () => get<Page<Reference>>(`/references?limit=${mostItems}`),
  listProviders: () => get<{ items: Provider[] }>('/providers'),
  createBrand: (brand: BrandInput) => post<Brand>('/brands', brand),
  createProduct: (product: ProductInput) => post<Product>('/products', product),
  createReference: (reference: ReferenceInput) => post<Reference>('/references', reference),

  usage: (group: 'day' | 'brand' | 'provider', from: string) => get<Usage>(`/usage?group_by=${group}&from=${from}`),

  listVideos: (cursor: string | null, limit: number) =>
    get<Page<VideoSummary>>(`/videos?limit=${limit}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`),
  getVideo: (id: string) => video(get(`/videos/${id}`)),
  createVideo: (input: VideoInput) => video(post('/videos', input)),
  saveScript: (id: string, script: Script, revision: number) => video(call('PUT', `/videos/${id}/script`, script, ifMatch(revision))),
  saveStoryboard: (id: string, storyboard: Storyboard, revision: number) =>
    video(call('PUT', `/videos/${id}/storyboard`, storyboard, ifMatch(revision))),
  approve: (id: string, approval: Approval) => video(post(`/videos/${id}/approve`, approval)),
  cancel: (id: string) => video(post(`/videos/${id}/cancel`)),
  retry: (id: string, maxCostUsd?: string) => video(post(`/videos/${id}/retry`, maxCostUsd === undefined ? undefined : { max_cost_usd: maxCostUsd })),
  resolve: (id: string, scene: number, resolution: SceneResolution) => video(post(`/videos/${id}/scenes/${scene}/resolve`, resolution)),
};
