import { get, post, postIfMatch, put, query, remove } from './client';
import type {
  ApiKey, ApiKeyInput, Approval, Brand, BrandInput, DeletedVideo, Delivery, Diff, Image, Me, Page, Product, ProductInput, Quote, QuoteInput, Receipt,
  Reference, ReferenceInput, RegenerateInput, ReviseInput, RevisionSummary, SceneResolution, Script, Service, Storyboard, Upload, UploadInput, Usage, Video,
  VideoInput, VideoSummary, WebhookEndpoint, WebhookEvent,
} from './schema';
import { steadyLinks } from './steadyLinks';

/** The most that a list gives at once. */
const mostItems = 100;
const video = async (answer: Promise<Video>) => steadyLinks(await answer);

export interface VideoFilters {
  status?: string; brand_id?: string; product_id?: string; provider?: string; created_from?: string; created_to?: string; q?: string; sort?: string;
}

const videosPerPage = 24;

/** What pages show first. */
export const paths = {
  providers: '/providers',
  brands: `/brands?limit=${mostItems}`,
  products: `/products?limit=${mostItems}`,
  references: `/references?limit=${mostItems}`,
  videos: (filters: VideoFilters, cursor: string | null) => `/videos${query({ ...filters, limit: videosPerPage, cursor })}`,
  video: (id: string) => `/videos/${id}`,
};

/** Every call that the app makes, by what it does. */
export const api = {
  me: () => get<Me>('/me'),
  listProviders: () => get<{ items: Service[] }>(paths.providers),
  usage: (group: 'day' | 'brand' | 'provider', from: string) => get<Usage>(`/usage?group_by=${group}&from=${from}`),

  listBrands: () => get<Page<Brand>>(paths.brands),
  listProducts: () => get<Page<Product>>(paths.products),
  listReferences: () => get<Page<Reference>>(paths.references),
  createBrand: (brand: BrandInput) => post<Brand>('/brands', brand),
  createProduct: (product: ProductInput) => post<Product>('/products', product),
  createReference: (reference: ReferenceInput) => post<Reference>('/references', reference),
  changeBrand: (id: string, version: number, brand: BrandInput) => put<Brand>(`/brands/${id}`, brand, version),
  changeProduct: (id: string, version: number, product: ProductInput) => put<Product>(`/products/${id}`, product, version),
  changeReference: (id: string, version: number, reference: ReferenceInput) => put<Reference>(`/references/${id}`, reference, version),
  remove: (kind: 'brands' | 'products' | 'references', id: string) => remove<void>(`/${kind}/${id}`),
  startUpload: (upload: UploadInput) => post<Upload>('/uploads', upload),
  addImage: (kind: 'brands' | 'products', id: string, uploadId: string, alt: string) => post<Image>(`/${kind}/${id}/images`, { upload_id: uploadId, alt }),
  removeImage: (kind: 'brands' | 'products', id: string, imageId: string) => remove<void>(`/${kind}/${id}/images/${imageId}`),
  measure: (uploadId: string, title: string, describe: boolean) => post<Reference>('/references/measure', { upload_id: uploadId, title, describe }),

  listVideos: (filters: VideoFilters, cursor: string | null) => get<Page<VideoSummary>>(paths.videos(filters, cursor)),
  getVideo: (id: string) => video(get(paths.video(id))),
  quote: (input: QuoteInput) => post<Quote>('/quotes', input),
  createVideo: (input: VideoInput) => video(post('/videos', input)),
  saveScript: (id: string, script: Script, revision: number) => video(put(`/videos/${id}/script`, script, revision)),
  saveStoryboard: (id: string, storyboard: Storyboard, revision: number) => video(put(`/videos/${id}/storyboard`, storyboard, revision)),
  approve: (id: string, approval: Approval) => video(post(`/videos/${id}/approve`, approval)),
  revise: (id: string, input: ReviseInput) => video(post(`/videos/${id}/revise`, input)),
  animatic: (id: string) => video(post(`/videos/${id}/animatic`)),
  revisions: (id: string) => get<{ items: RevisionSummary[] }>(`/videos/${id}/revisions`),
  diff: (id: string, revision: number, against: number | null) => get<Diff>(`/videos/${id}/revisions/${revision}/diff${query({ against })}`),
  restore: (id: string, revision: number, current: number) => video(postIfMatch(`/videos/${id}/revisions/${revision}/restore`, current)),
  cancel: (id: string) => video(post(`/videos/${id}/cancel`)),
  retry: (id: string, maxCostUsd?: string) => video(post(`/videos/${id}/retry`, maxCostUsd === undefined ? undefined : { max_cost_usd: maxCostUsd })),
  resolve: (id: string, scene: number, resolution: SceneResolution) => video(post(`/videos/${id}/scenes/${scene}/resolve`, resolution)),
  regenerate: (id: string, input: RegenerateInput) => video(post(`/videos/${id}/regenerate`, input)),
  deleteVideo: (id: string) => remove<Receipt>(`/videos/${id}`),
  deleteVideos: (ids: string[]) => post<{ items: DeletedVideo[] }>('/videos/delete', { ids }),

  listKeys: () => get<Page<ApiKey>>('/api-keys'),
  createKey: (key: ApiKeyInput) => post<ApiKey>('/api-keys', key),
  removeKey: (id: string) => remove<void>(`/api-keys/${id}`),
  webhook: () => get<WebhookEndpoint>('/webhook-endpoint'),
  saveWebhook: (url: string, events: WebhookEvent[]) => put<WebhookEndpoint>('/webhook-endpoint', { url, events }),
  removeWebhook: () => remove<void>('/webhook-endpoint'),
  rotateSecret: () => post<WebhookEndpoint>('/webhook-endpoint/rotate-secret'),
  deliveries: () => get<Page<Delivery>>('/webhook-endpoint/deliveries'),
  replay: (id: string) => post<Delivery>(`/webhook-endpoint/deliveries/${id}/replay`),
};
