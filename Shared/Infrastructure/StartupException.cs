namespace VideoGen.Infrastructure;

/// <summary>The app cannot start as it is configured; the message says which part is at fault and which setting to change.</summary>
public sealed class StartupException : Exception
{
    public StartupException()
    {
    }

    public StartupException(string message) : base(message)
    {
    }

    public StartupException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
