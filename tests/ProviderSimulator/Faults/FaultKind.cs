using VideoGen.ProviderSimulator.Jobs;

namespace VideoGen.ProviderSimulator.Faults;

/// <summary>Where in a job's life a fault strikes.</summary>
public enum FaultPoint
{
    /// <summary>A create arrives; no job exists, nor will one.</summary>
    Create,

    /// <summary>A create was accepted: the job exists and its answer is due.</summary>
    Answer,

    /// <summary>How a text or image model answers.</summary>
    Model,

    /// <summary>How the job goes and ends.</summary>
    Job,

    /// <summary>The job's callbacks.</summary>
    Callback,

    /// <summary>A request for the job's status.</summary>
    Status,

    /// <summary>A link to the clip is made.</summary>
    Link,

    /// <summary>The clip is downloaded.</summary>
    Download,
}

/// <param name="Name">As <c>POST /admin/faults</c> takes it.</param>
/// <param name="Point">Where it strikes.</param>
/// <param name="Meaning">What the client sees.</param>
/// <param name="Ends">Whether a client that only waits and asks again gets over it; only these come at random unless others are
/// named.</param>
public sealed record FaultKind(string Name, FaultPoint Point, string Meaning, bool Ends = true);

/// <summary>A fault that strikes now.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Seconds">How long, for those that have a length.</param>
/// <param name="Code">The provider's own failure code, for those that have one; <see langword="null"/> for the usual.</param>
public sealed record Fault(FaultKind Kind, double Seconds, string? Code);

/// <summary>Every fault there is.</summary>
public static class FaultKinds
{
    public static readonly FaultKind DropNoJob = new("create_dropped_no_job", FaultPoint.Create,
        "The connection ends without an answer; no job exists.");
    public static readonly FaultKind ErrorNoJob = new("create_500_no_job", FaultPoint.Create, "500; no job exists.");
    public static readonly FaultKind Unavailable = new("create_503", FaultPoint.Create, "503; no job exists.");
    public static readonly FaultKind Busy = new("create_429", FaultPoint.Create, "429 with Retry-After: 1.");
    public static readonly FaultKind BusyNoHint = new("create_429_no_retry_after", FaultPoint.Create, "429 without Retry-After.");
    public static readonly FaultKind DailyCap = new("create_429_per_day", FaultPoint.Create,
        "429: the day's quota is used up.", Ends: false);
    public static readonly FaultKind Forbidden = new("account_403", FaultPoint.Create, "403: the account is blocked.", Ends: false);
    public static readonly FaultKind NoCredit = new("out_of_credit", FaultPoint.Create,
        "402, or the contract's own word for it.", Ends: false);
    public static readonly FaultKind ModelGone = new("model_retired", FaultPoint.Create,
        "404: the model is no longer available.", Ends: false);
    public static readonly FaultKind PromptRefused = new("create_moderated", FaultPoint.Create,
        "The prompt is refused at once.", Ends: false);

    public static readonly FaultKind DropAnswer = new("create_dropped", FaultPoint.Answer,
        "The job exists; the connection ends without an answer.");
    public static readonly FaultKind ErrorButJob = new("create_500_with_job", FaultPoint.Answer, "The job exists; the answer is 500.");
    public static readonly FaultKind SlowAnswer = new("create_slow", FaultPoint.Answer,
        "The job exists; the answer comes after `seconds`.");
    public static readonly FaultKind CutAnswer = new("create_garbled", FaultPoint.Answer,
        "The job exists; the answer is half a JSON object.");
    public static readonly FaultKind CallbackFirst = new("callback_before_answer", FaultPoint.Answer,
        "The answer comes after the job's callbacks.");

    public static readonly FaultKind ModelCutsOff = new("model_cut_off", FaultPoint.Model, "The text ends in the middle: it has as many tokens as it may have.");
    public static readonly FaultKind ModelBlocksPrompt = new("model_blocks_prompt", FaultPoint.Model, "The prompt is blocked; there is no answer.", Ends: false);
    public static readonly FaultKind ModelBlocksAnswer = new("model_blocks_answer", FaultPoint.Model, "The answer is stopped by the filter.", Ends: false);
    public static readonly FaultKind ModelSaysNothing = new("model_empty", FaultPoint.Model, "The answer is empty.");
    public static readonly FaultKind ModelChats = new("model_chats", FaultPoint.Model, "The text is chat around half of the JSON.");
    public static readonly FaultKind ModelBreaksRules = new("model_breaks_rules", FaultPoint.Model, "The text claims what no fact says, and leads elsewhere.");
    public static readonly FaultKind ModelIsFooled = new("model_fooled", FaultPoint.Model, "The text does what the product's description, or the title of a film, orders.");
    public static readonly FaultKind PaintsWords = new("model_text_only", FaultPoint.Model, "An image model answers with words instead of a picture.");

    public static readonly FaultKind StuckQueued = new("stuck_queued", FaultPoint.Job, "It is queued for ever.", Ends: false);
    public static readonly FaultKind StuckRunning = new("stuck_running", FaultPoint.Job, "It runs for ever.", Ends: false);
    public static readonly FaultKind UnknownState = new("unknown_state", FaultPoint.Job,
        "While it runs, its state is a word of no documentation.");
    public static readonly FaultKind NoUrl = new("completed_without_url", FaultPoint.Job, "It is completed and has no link.", Ends: false);
    public static readonly FaultKind InputModerated = new("moderated_input", FaultPoint.Job,
        "It fails: the prompt or picture is refused.", Ends: false);
    public static readonly FaultKind OutputModerated = new("moderated_output", FaultPoint.Job,
        "It fails: what was rendered is refused.", Ends: false);
    public static readonly FaultKind Fails = new("failed", FaultPoint.Job,
        "It fails with `code`, or the contract's word for a passing failure.");
    public static readonly FaultKind FailsSilently = new("failed_null_reason", FaultPoint.Job, "It fails and the reason is null.");
    public static readonly FaultKind LateRefund = new("failed_refund_late", FaultPoint.Job,
        "It fails; the refund is posted `seconds` later.");

    public static readonly FaultKind NoCallback = new("callback_never", FaultPoint.Callback, "None is sent.");
    public static readonly FaultKind CallbackTwice = new("callback_twice", FaultPoint.Callback, "Each is sent twice.");
    public static readonly FaultKind CallbackOutOfOrder = new("callback_out_of_order", FaultPoint.Callback,
        "The last is sent first, where there are several.");
    public static readonly FaultKind CallbackForged = new("callback_wrong_signature", FaultPoint.Callback,
        "The signature is wrong, where there is one.");

    public static readonly FaultKind StatusMissing = new("status_404", FaultPoint.Status, "404, although the job exists.");
    public static readonly FaultKind StatusBusy = new("status_429", FaultPoint.Status, "429 with Retry-After: 1.");
    public static readonly FaultKind StatusError = new("status_500", FaultPoint.Status, "500.");
    public static readonly FaultKind StatusDropped = new("status_dropped", FaultPoint.Status, "The connection ends without an answer.");
    public static readonly FaultKind StatusSlow = new("status_slow", FaultPoint.Status, "The answer comes after `seconds`.");

    public static readonly FaultKind LinkExpires = new("link_expires", FaultPoint.Link,
        "The link answers 403 after `seconds`; a new status has a new link.");
    public static readonly FaultKind LinkRedirects = new("link_redirects", FaultPoint.Link, "The link leads to another host.", Ends: false);

    public static readonly FaultKind Truncated = new("download_truncated", FaultPoint.Download,
        "The connection ends in the middle of the clip.");
    public static readonly FaultKind CutShort = new("download_cut_short", FaultPoint.Download, "A whole answer with half a clip.");
    public static readonly FaultKind Empty = new("download_empty", FaultPoint.Download, "200 and nothing.");
    public static readonly FaultKind WrongType = new("download_wrong_type", FaultPoint.Download, "200 and a web page.");
    public static readonly FaultKind DownloadError = new("download_500", FaultPoint.Download, "500.");
    public static readonly FaultKind DownloadSlow = new("download_slow", FaultPoint.Download, "The clip comes after `seconds`.");

    public static IReadOnlyList<FaultKind> All { get; } =
    [
        DropNoJob, ErrorNoJob, Unavailable, Busy, BusyNoHint, DailyCap, Forbidden, NoCredit, ModelGone, PromptRefused,
        DropAnswer, ErrorButJob, SlowAnswer, CutAnswer, CallbackFirst,
        ModelCutsOff, ModelBlocksPrompt, ModelBlocksAnswer, ModelSaysNothing, ModelChats, ModelBreaksRules, ModelIsFooled, PaintsWords,
        StuckQueued, StuckRunning, UnknownState, NoUrl, InputModerated, OutputModerated, Fails, FailsSilently, LateRefund,
        NoCallback, CallbackTwice, CallbackOutOfOrder, CallbackForged,
        StatusMissing, StatusBusy, StatusError, StatusDropped, StatusSlow,
        LinkExpires, LinkRedirects, Truncated, CutShort, Empty, WrongType, DownloadError, DownloadSlow,
    ];

    public static FaultKind? Find(string? name) => All.FirstOrDefault(kind => kind.Name == name);

    public static Failure? FailureOf(FaultKind? fate)
        => fate == InputModerated ? Failure.InputModerated
            : fate == OutputModerated ? Failure.OutputModerated
            : fate == Fails || fate == FailsSilently || fate == LateRefund ? Failure.Generation
            : null;
}
