namespace VideoGen.Infrastructure.Assets;

/// <summary>The store cannot be used as it is set up; the message is written for the person who runs the app.</summary>
public sealed class AssetStoreException(string message, Exception? inner = null) : Exception(message, inner);

public sealed class AssetNotFoundException(string key, Exception? inner = null) : Exception($"There is no asset {key}.", inner);

/// <summary>More was sent than was allowed; nothing was stored.</summary>
public sealed class AssetTooLargeException(string key, long maxBytes) : Exception($"{key} may have at most {maxBytes} bytes.");
