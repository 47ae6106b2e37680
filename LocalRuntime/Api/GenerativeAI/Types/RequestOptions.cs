using System.Net;

namespace Mscc.GenerativeAI.Types;

public class RequestOptions
{
    public RequestOptions()
    {
    }

    public RequestOptions(Retry? retry = null, TimeSpan? timeout = null, string? baseUrl = null, string? apiVersion = null, IWebProxy? proxy = null)
    {
        // Address, version and proxy of the real package hold for other ways of calling than the one that is here.
        _ = (baseUrl, apiVersion, proxy);
        Retry = retry ?? Retry;
        Timeout = timeout ?? Timeout;
    }

    public Retry Retry { get; set; } = new();

    /// <summary>Of one attempt; nothing above zero sets no limit.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);
}

/// <summary>How often and when a request is sent again; the real package tries sixty times unless it is told otherwise.</summary>
public sealed class Retry
{
    /// <summary>Seconds before the second attempt.</summary>
    public int Initial { get; set => field = Math.Max(1, value); } = 1;

    public int Multiplies { get; set => field = Math.Max(1, value); } = 2;

    /// <summary>Attempts, at least one; and the longest wait between two, in seconds.</summary>
    public int Maximum { get; set => field = Math.Max(1, value); } = 60;

    /// <summary>Statuses that are tried again.</summary>
    public int[]? StatusCodes { get; set; } = GeminiConnection.Passing;
}
