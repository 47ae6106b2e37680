/**
 * What the API sends and takes, by the names that the app uses. Its types are made from openapi.yaml (npm run types) and lie in openapi.ts; here
 * stands only what several of them have in common.
 */
import type * as Api from './openapi';

export type {
  Animatic, Approval, AspectRatio, Availability, BrandInput, CameraAngle, CameraMovement, Failure, FieldError, Language, ModelPrice, ProductInput, Progress,
  ReferenceInput, Resolution, Review, ReviewPoint, ReviseInput, SceneResolution, Script, ScriptScene, SegmentRole, ShotSize, Storyboard, StoryboardScene, Transition,
  Usage, VideoStatus,
} from './openapi';

export interface Page<T> { items: T[]; next_cursor: string | null }
/** A script's revision and a storyboard's. */
export type Revision<T> = Omit<Api.ScriptRevision, 'content'> & { content: T; provenance?: Provenance | null };
export type ProblemDetails = Partial<Api.Problem> & { current?: unknown };
export type Segment = Api.ReferenceSegment;
export type VideoResult = Api.Result;
export type ProviderModel = Api.Model;
export type UsageSum = Pick<Api.Usage, 'settled_usd' | 'reserved_usd' | 'refunded_usd' | 'attempts'>;
export type VideoInput = Omit<Api.VideoInput, 'options'> & { options: GenerationOptions };
export type GenerationOptions = Api.Options & { writers?: string[]; painters?: string[]; style?: string | null; stills?: boolean };
export interface Image { id: string; url: string; width: number; height: number; content_type: string; size_bytes: number; alt: string }
interface Kept { version: number; changed_at: string }
export type Brand = Api.Brand & Kept & { images: Image[] };
export type Product = Api.Product & Kept & { images: Image[] };
export interface Measurement {
  shots: { start_seconds: number; end_seconds: number; key_frame_url: string | null }[]; palette: string[]; cuts_per_minute: number;
}
export type Reference = Omit<Api.Reference, 'duration_seconds' | 'average_shot_seconds' | 'hook_style'> & Kept & {
  duration_seconds: number | null; average_shot_seconds: number | null; percent: number; status: 'ready' | 'measuring' | 'failed'; failure: Api.Failure | null; source: 'entered' | 'measured'; measurement: Measurement | null;
};
export type UploadKind = 'brand_image' | 'product_image' | 'reference_video';
export interface UploadInput { kind: UploadKind; file_name: string; content_type: string; size_bytes: number }
export interface Upload { id: string; upload_url: string; method: string; headers: Record<string, string>; expires_at: string }

export interface Provenance { writer: string; model: string; cost_usd: string; fallback_reason: string | null }
export type SceneWait = NonNullable<Api.Scene['waiting_for']>;
export type WaitingFor = NonNullable<Api.Progress['waiting_for']> | 'start' | SceneWait;
export type Check = Api.Finding;
export type RevisionSummary = Api.RevisionEntry;
export type Change = Api.SceneChange;
export type Diff = Api.RevisionDiff;
export type QuoteLine = Api.QuoteLine & { kind?: 'scene' | 'script' | 'storyboard' | 'still' };
export type Quote = Omit<Api.Quote, 'lines'> & { lines: QuoteLine[]; estimated?: boolean };
export type Scene = Api.Scene & { still?: { painter: string; model: string; cost_usd: string; fallback_reason: string | null } | null };
export type Video = Omit<Api.Video, 'options' | 'progress' | 'script' | 'storyboard' | 'quote' | 'scenes'> & {
  options: GenerationOptions; progress: Omit<Api.Progress, 'waiting_for'> & { waiting_for: WaitingFor | null };
  script: Revision<Api.Script> | null; storyboard: Revision<Api.Storyboard> | null; quote: Quote | null; scenes: Scene[];
  origin_id?: string | null;
};
export type VideoSummary = Omit<Api.VideoSummary, 'options' | 'progress'> & Pick<Video, 'options' | 'progress'> & {
  title: string | null; brand_name: string; product_name: string; duration_seconds: number; preview_url: string | null; origin_id: string | null;
};
export interface RegenerateInput { keep: 'nothing' | 'script' | 'storyboard'; options?: Partial<GenerationOptions>; max_cost_usd?: string }
export interface Receipt { id: string; cancelled: boolean; rows: Record<string, number>; assets: number; bytes: number; instances: number; finished?: boolean; jobs_under_way?: number }
export interface DeletedVideo { id: string; deleted: boolean; receipt: Receipt | null; problem: ProblemDetails | null }

export type Provider = Api.Provider & { kind?: 'video' | 'writer' | 'painter' };
export type Scope = 'read' | 'plan' | 'render' | 'admin';
export interface Me { workspace: { id: string; name: string }; name: string; scopes: Scope[]; auth: 'none' | 'key' | 'oidc' }
export interface ApiKeyInput { name: string; scopes: Scope[]; monthly_cap_usd?: string | null; expires_at?: string | null }
export interface ApiKey {
  id: string; name: string; scopes: Scope[]; monthly_cap_usd: string | null; spent_this_month_usd: string; created_by: string; expires_at: string | null; created_at: string; last_used_at: string | null;
}
export type WebhookEvent = 'video.completed' | 'video.failed' | 'video.cancelled' | 'video.review_requested';
export interface WebhookEndpoint { url: string; events: WebhookEvent[]; secret: string | null }
export interface Delivery {
  id: string; event: WebhookEvent; video_id: string; state: 'pending' | 'delivered' | 'failed'; next_attempt_at: string | null; created_at: string;
  attempts: { at: string; url: string; status: number | null; error: string | null; duration_ms: number }[];
}
