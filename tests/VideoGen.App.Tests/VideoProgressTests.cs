using VideoGen.Functions;
using VideoGen.Infrastructure.Data;

namespace VideoGen.App.Tests;

public sealed class VideoProgressTests
{
    [Fact]
    public void Message_OfAHeldScene_IsAnotherForEachWait()
        => Enum.GetValues<SceneWait>().Select(Message).Should().OnlyHaveUniqueItems().And.AllSatisfy(message => message.Should().ContainEquivalentOf("scene 1"));

    static string Message(SceneWait wait)
        => VideoProgress.Message(new() { Number = 1, State = "rendering", Progress = 0, Reused = false, WaitingFor = Spelling.Of(wait) });
}
