using System.Text.Json;
using CsCheck;
using VideoGen.Domain;
using VideoGen.Infrastructure.Tests.Writing;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Tests.Models;

public sealed class StoryboardMergeTests
{
    /// <summary>Answers that try to change words, lengths, order and number of scenes.</summary>
    [Fact]
    public void Read_WhateverAModelAnswers_ApprovedWordsStay()
    {
        var cases =
            from brief in Briefs.Any
            from noise in Gen.String[Gen.Char[' ', '~'], 0, 60]
            from shift in Gen.Int[-1, 1]
            from drop in Gen.Int[0, 12]
            select (brief, noise, shift, drop);

        cases.Sample(one =>
        {
            var script = Briefs.Write(one.brief);
            var scenes = script.Scenes.Where(scene => scene.Number != one.drop).Reverse().Select(scene => new
            {
                number = scene.Number + one.shift,
                visual_prompt = $"A bottle on a table. {one.noise}",
                shot_size = "close_up",
                camera_movement = "push_in",
                camera_angle = "eye_level",
                transition = "cut",
                narration = one.noise,
                on_screen_text = one.noise,
                duration_seconds = 1,
            });

            var reading = new StoryboardAssignment(one.brief, script).Read(JsonSerializer.Serialize(new { scenes }));

            if (reading.Content is { } storyboard)
            {
                storyboard.Scenes.Select(scene => (scene.Number, scene.Role, scene.DurationSeconds, scene.Narration, scene.OnScreenText))
                    .Should().Equal(script.Scenes.Select(scene => (scene.Number, scene.Role, scene.DurationSeconds, scene.Narration, scene.OnScreenText)));
            }
            else
            {
                reading.Faults.Should().NotBeEmpty();
            }
        }, iter: 200);
    }

    [Fact]
    public void Read_AWordThatIsNotOfTheSchema_IsAFaultToBeRepaired() => Briefs.Any.Sample(brief =>
    {
        var script = Briefs.Write(brief);
        var scenes = script.Scenes.Select(scene => new
        {
            number = scene.Number,
            visual_prompt = "A bottle on a table.",
            shot_size = "from_the_moon",
            camera_movement = "push_in",
            camera_angle = "eye_level",
            transition = "cut",
        });

        var reading = new StoryboardAssignment(brief, script).Read(JsonSerializer.Serialize(new { scenes }));

        reading.Content.Should().BeNull();
        reading.Faults.Should().Contain(fault => fault.Contains("shot_size", StringComparison.Ordinal));
    }, iter: 20);
}
