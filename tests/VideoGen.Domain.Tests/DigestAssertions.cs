using FluentAssertions.Primitives;

namespace VideoGen.Domain.Tests;

internal static class DigestAssertions
{
    /// <summary>The subject and all the others have digests of their own.</summary>
    public static void HaveItsOwnDigest(this ObjectAssertions subject, params object[] others)
        => others.Append(subject.Subject).Select(Digest.Of).Should().OnlyHaveUniqueItems();
}
