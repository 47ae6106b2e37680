/**
 * What the API sends and takes, in its own spelling. Laid out as a generator for openapi.yaml would write it: one type per schema,
 * nothing but types. Money is a decimal string in US dollars, times are ISO 8601 in UTC.
 */

export type Language = 'ko' | 'en';
export type AspectRatio = '16:9' | '9:16' | '1:1';
export type Resolution = '720p' | '1080p';
export type ReviewPoint = 'script' | 'storyboard';
export type SegmentRole = 'hook' | 'problem' | 'solution' | 'benefit' | 'proof' | 'offer' | 'call_to_action';
export type ShotSize = 'extreme_close_up' | 'close_up' | 'medium' | 'full' | 'wide';
export type CameraMovement = 'static' | 'push_in' | 'pull_out' | 'pan_left' | 'pan_right' | 'tilt_up' | 'tilt_down';
export type CameraAngle = 'eye_level' | 'low_angle' | 'high_angle' | 'overhead' | 'dutch';
export type Transition = 'cut' | 'dissolve' | 'fade_through_black' | 'wipe' | 'slide';
export type VideoStatus =
  | 'pending' | 'script_generating' | 'script_ready' | 'storyboard_creating' | 'storyboard_ready'
  | 'video_rendering' | 'post_processing' | 'completed' | 'failed' | 'cancelled';

export interface Page<T> { items: T[]; next_cursor: string | null }
export interface FieldError { field: string; message: string }
export interface ProblemDetails { status?: number; title?: string; detail?: string; code?: string; errors?: FieldError[]; current?: unknown }

export interface BrandInput {
  name: string; tagline: string; tone: string; audience: string;
  colors: { primary: string; secondary: string; accent: string };
  words_to_use: string[]; words_to_avoid: string[]; disclosures: string[];
  monthly_budget_usd?: string | null;
}
export interface Image { id: string; url: string; width: number; height: number; content_type: string; size_bytes: number; alt: string }
interface Kept { id: string; version: number; created_at: string; changed_at: string }
export interface Brand extends BrandInput, Kept { images: Image[] }

export interface ProductInput { brand_id: string; name: string; description: string; facts: string[]; call_to_action: string }
export interface Product extends ProductInput, Kept { images: Image[] }

export interface Segment {
  role: SegmentRole; start_seconds: number; end_seconds: number; summary: string; shot_size: ShotSize; movement: CameraMovement; transition: Transition;
}
export interface ReferenceInput {
  title: string; duration_seconds: number; hook_style: string; average_shot_seconds: number;
  visual_style: { lighting: string; mood: string; keywords: string[] };
  segments: Segment[];
}
export interface Measurement {
  shots: { start_seconds: number; end_seconds: number; key_frame_url: string | null }[]; palette: string[]; cuts_per_minute: number;
}
export interface Reference extends ReferenceInput, Kept {
  status: 'ready' | 'measuring' | 'failed'; failure: Failure | null; source: 'entered' | 'measured'; measurement: Measurement | null;
}

export type UploadKind = 'brand_image' | 'product_image' | 'reference_video';
export interface UploadInput { kind: UploadKind; file_name: string; content_type: string; size_bytes: number }
export interface Upload { id: string; upload_url: string; method: string; headers: Record<string, string>; expires_at: string }

export interface GenerationOptions {
  language: Language;
  aspect_ratio: AspectRatio;
  duration_seconds: number;
  resolution: Resolution;
  review: ReviewPoint[];
  providers: string[];
  captions: boolean;
  partial_delivery: boolean;
  writers?: string[];
  painters?: string[];
  style?: string | null;
  stills?: boolean;
  review_hours?: number;
}
export interface VideoInput { brand_id: string; product_id: string; reference_id?: string | null; options: GenerationOptions; max_cost_usd?: string }

export interface ScriptScene { number: number; role: SegmentRole; duration_seconds: number; narration: string; on_screen_text: string }
export interface Script { title: string; scenes: ScriptScene[] }
export interface StoryboardScene extends ScriptScene {
  visual_prompt: string; shot_size: ShotSize; camera_movement: CameraMovement; camera_angle: CameraAngle; transition: Transition;
}
export interface Storyboard { scenes: StoryboardScene[] }
export interface Provenance { writer: string; model: string; prompt_version: string; input_tokens: number; output_tokens: number; cost_usd: string }
export interface Revision<T> {
  revision: number; digest: string; author: string; created_at: string; approved: boolean; content: T; provenance?: Provenance | null;
}

export type WaitingFor = 'start' | 'script_review' | 'storyboard_review' | SceneWait;
export interface Progress { percent: number; message: string; scene: number | null; scene_count: number | null; waiting_for: WaitingFor | null; since: string }
export interface Failure { code: string; message: string; scene: number | null; detail: string | null }
export interface QuoteLine {
  kind?: 'scene' | 'script' | 'storyboard' | 'still';
  scene: number; provider: string; model: string; seconds: number; unit: 'second' | 'clip'; units: number;
  unit_usd: string; cost_usd: string; reused: boolean; obstacle: string | null;
}
export interface Review {
  point: ReviewPoint; since: string; deadline: string | null;
  revising: { feedback: string; scenes: number[]; since: string } | null; revise_failure: Failure | null;
}
export interface Check { code: string; severity: 'error' | 'warning' | 'info'; scene: number | null; field: string | null; message: string; evidence: string | null }
export interface Animatic { revision: number; status: 'rendering' | 'ready' | 'failed'; percent: number; url: string | null; failure?: Failure | null }

export interface RevisionSummary {
  revision: number; kind: ReviewPoint; digest: string; author: string; created_at: string; origin: 'writer' | 'edit' | 'revise' | 'restore';
  based_on: number | null; note: string | null; approved: boolean; current: boolean;
}
export interface Change { scene: number | null; change: 'added' | 'removed' | 'moved' | 'changed'; field: string | null; before: unknown; after: unknown }
export interface Diff { from: number; to: number; changes: Change[] }
export interface ReviseInput { revision: number; feedback: string; scenes?: number[] }

export interface Quote { lines: QuoteLine[]; total_usd: string; worst_case_usd: string | null; estimated?: boolean }

export type SceneWait = 'provider_limit' | 'provider_outage' | 'same_scene' | 'reconciliation' | 'scene_resolution';
export interface Scene {
  number: number; state: 'waiting' | 'rendering' | 'finished' | 'failed'; percent: number;
  provider: string | null; model: string | null; attempt: number; reused: boolean; stand_in: boolean; cost_usd: string;
  waiting_for: SceneWait | null; waiting_since: string | null; still_url: string; failure: Failure | null;
  still?: { painter: string; model: string; cost_usd: string; fallback_reason: string | null } | null;
}
export interface VideoResult {
  duration_seconds: number; size_bytes: number; width: number; height: number; video_codec: string; audio_codec: string;
  frame_rate: number; sha256: string; download_url: string; thumbnail_url: string;
}
export interface Video {
  id: string; status: VideoStatus; run: number; brand_id: string; product_id: string; reference_id: string | null;
  options: GenerationOptions; progress: Progress; script: Revision<Script> | null; storyboard: Revision<Storyboard> | null;
  quote: Quote | null; scenes: Scene[]; failure: Failure | null; result: VideoResult | null;
  cost_usd: string; max_cost_usd: string; created_at: string; changed_at: string; completed_at: string | null;
  review?: Review | null; checks?: Check[]; animatic?: Animatic | null; origin_id?: string | null;
}
export interface VideoSummary {
  id: string; status: VideoStatus; brand_id: string; product_id: string; options: GenerationOptions; progress: Progress;
  failure: Failure | null; thumbnail_url: string | null; cost_usd: string; created_at: string; completed_at: string | null;
  title: string | null; brand_name: string; product_name: string; duration_seconds: number; preview_url: string | null; origin_id: string | null;
}
export interface RegenerateInput { keep: 'nothing' | 'script' | 'storyboard'; options?: Partial<GenerationOptions>; max_cost_usd?: string }
export interface Receipt { id: string; cancelled: boolean; rows: Record<string, number>; assets: number; bytes: number; instances: number; finished?: boolean; jobs_under_way?: number }
export interface DeletedVideo { id: string; deleted: boolean; receipt: Receipt | null; problem: ProblemDetails | null }

export interface Approval { revision: number; max_cost_usd?: string }
export type SceneResolution = { action: 'collect'; provider_job_id: string } | { action: 'resubmit'; max_cost_usd: string };

export interface Availability { available: boolean; reason: string | null; message: string | null; until: string | null; throttled_until: string | null }
export interface ModelPrice {
  unit: 'second' | 'clip'; usd: string; resolution: Resolution | null; clip_seconds: number | null; from: string | null; until: string | null;
}
export interface ProviderModel {
  id: string; choice: string; availability: Availability; speaks_narration: boolean; durations: number[];
  aspect_ratios: AspectRatio[]; resolutions: Resolution[]; prices: ModelPrice[]; sunset: string | null; warning: string | null;
}
export interface Provider { kind?: 'video' | 'writer' | 'painter'; name: string; availability: Availability; models: ProviderModel[] }

export interface UsageSum { settled_usd: string; reserved_usd: string; refunded_usd: string; attempts: number }
export interface Usage extends UsageSum { from: string; to: string; items: (UsageSum & { group: string; name: string | null })[] }

export type Scope = 'read' | 'plan' | 'render' | 'admin';
export interface Me { workspace: { id: string; name: string }; name: string; scopes: Scope[]; auth: 'none' | 'key' | 'oidc' }
export interface ApiKeyInput { name: string; scopes: Scope[]; monthly_cap_usd?: string | null; expires_at?: string | null }
export interface ApiKey {
  id: string; name: string; scopes: Scope[]; monthly_cap_usd: string | null; spent_this_month_usd: string; created_by: string; expires_at: string | null; created_at: string; last_used_at: string | null;
}
export type WebhookEvent = 'video.completed' | 'video.failed' | 'video.cancelled' | 'video.review_requested';
export interface WebhookEndpoint { url: string; events: WebhookEvent[]; secret?: string }
export interface Delivery {
  id: string; event: WebhookEvent; video_id: string; status: string; attempts: number; last_status: number | null; created_at: string; delivered_at: string | null;
}
