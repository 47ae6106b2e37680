namespace VideoGen.Testing.Contract;

/// <summary>The app answered what its contract does not say.</summary>
public sealed class ContractBrokenException(string message) : Exception(message);
