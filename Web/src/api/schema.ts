/**
 * What the API sends and takes, by the names that the app uses. Its types are made from openapi.yaml (npm run types) and lie in openapi.ts; here
 * stands only what several of them have in common.
 */
import type * as Api from './openapi';

export type {
  Animatic, ApiKey, ApiKeyInput, Approval, AspectRatio, Availability, Brand, BrandInput, CameraAngle, CameraMovement, Failure, Fallback, FieldError, Image, Language,
  Me, Measurement, ModelPrice, ModelService, Product, ProductInput, Progress, Provenance, Quote, QuoteInput, QuoteLine, Reference, ReferenceInput, RenderObstacle, Resolution, Review, ReviewPoint,
  ReviseInput, Scene, SceneResolution, Scope, Script, ScriptScene, SegmentRole, ShotSize, Storyboard, StoryboardScene, Transition, Upload, UploadInput, Usage,
  VideoStatus, VideoSummary, WebhookEndpoint, WebhookEvent,
} from './openapi';

export interface Page<T> { items: T[]; next_cursor: string | null }
/** A script's revision and a storyboard's. */
export type Revision<T> = Omit<Api.ScriptRevision, 'content'> & { content: T };
export type Video = Omit<Api.Video, 'script' | 'storyboard'> & { script: Revision<Api.Script> | null; storyboard: Revision<Api.Storyboard> | null };
export type VideoInput = Omit<Api.VideoInput, 'options'> & { options: Api.Options };
export type VideoResult = Api.Result;
export type GenerationOptions = Api.Options;
export type WaitingFor = NonNullable<Api.Progress['waiting_for']>;
export type ProblemDetails = Partial<Api.Problem> & { current?: unknown };
export type Segment = Api.ReferenceSegment;
export type Check = Api.Finding;
export type RevisionSummary = Api.RevisionEntry;
export type Change = Api.SceneChange;
export type Diff = Api.RevisionDiff;
export type UploadKind = Api.UploadInput['kind'];

/** Who films; who writes or draws has models of another kind, which cost by what they read and write. */
export type Provider = Api.Provider;
export type ProviderModel = Api.Model;
export type Service = Api.Provider | Api.ModelService;

export type RegenerateInput = Omit<Api.Regeneration, 'keep' | 'options'> & { keep: NonNullable<Api.Regeneration['keep']>; options: Partial<Api.Options> };
export type Receipt = Api.DeletionReceipt;
export type DeletedVideo = Api.DeletionList['items'][number];
export type Delivery = Api.WebhookDelivery;
export type UsageSum = Pick<Api.Usage, 'settled_usd' | 'reserved_usd' | 'refunded_usd' | 'attempts'>;
