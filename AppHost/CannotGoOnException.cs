namespace VideoGen.AppHost;

/// <summary>Something that the person at the keyboard can mend; the message is all that they are shown.</summary>
public sealed class CannotGoOnException(string message) : Exception(message);
