namespace VideoGen.Domain;

/// <summary>The delivery of one message to its workspace's endpoint: the first, or a replay.</summary>
public sealed record WebhookRound(Guid MessageId, int Round)
{
    /// <summary>The orchestration's instance id; used once.</summary>
    public string InstanceId() => $"webhook-{MessageId}-{Round}";
}

/// <param name="Again">After how long it is tried again; <see langword="null"/> when it has arrived, was given up, or another round has taken over.</param>
public sealed record WebhookTurn(TimeSpan? Again);
