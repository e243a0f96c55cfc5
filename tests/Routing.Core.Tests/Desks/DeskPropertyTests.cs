using System.Text.Json;
using Routing.Core.Desks;

namespace Routing.Core.Tests.Desks;

/// <summary>Many small desks on which anything happens. <see cref="LiveDesk"/> checks after each turn; a failure names its seed.</summary>
public sealed class DeskPropertyTests
{
    /// <summary>More by <c>ROUTING_DESKS=10000 dotnet test</c>.</summary>
    private static readonly int Desks =
        int.TryParse(Environment.GetEnvironmentVariable("ROUTING_DESKS"), System.Globalization.CultureInfo.InvariantCulture, out var asked) ? asked : 300;

    private const int Commands = 200;

    public static TheoryData<int> Batches => [0, 1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Whatever_is_asked_all_that_must_hold_holds_and_replay_is_exact(int batch) => EachSeed(batch, seed =>
    {
        var story = new RandomDesk(seed);
        story.Open();
        for (var n = 0; n < Commands; n++)
        {
            story.LetTimePass();
            story.Desk.Do(story.Next());
        }

        story.Desk.AssertReplaysExactly();
    });

    [Theory]
    [MemberData(nameof(Batches))]
    public void A_rebuilt_desk_decides_as_the_one_that_lived(int batch) => EachSeed(batch, seed =>
    {
        var story = new RandomDesk(seed);
        story.Open();
        for (var n = 0; n < Commands / 4; n++)
        {
            story.LetTimePass();
            var lived = story.Desk;
            var rebuilt = lived.Rebuilt();
            var command = story.Next();

            Assert.Equal(Written(lived.Do(command)), Written(rebuilt.Do(command)));
            Assert.Equal(lived.Outcome, rebuilt.Outcome);
            Assert.Equal(lived.Saved(), rebuilt.Saved());
        }
    });

    [Theory]
    [MemberData(nameof(Batches))]
    public void The_same_command_again_has_no_second_effect(int batch) => EachSeed(batch, seed =>
    {
        var story = new RandomDesk(seed);
        story.Open();
        for (var n = 0; n < Commands; n++)
        {
            story.LetTimePass();
            var command = story.Next();
            story.Desk.Do(command);

            // People's moves are told apart by the command's id; time and restarts are not messages.
            if (command is ReturnToQueue or Transfer or Take or Resume or DeskWake) continue;
            story.Desk.Do(new DeskWake());
            Assert.True(story.Desk.Do(command).Length == 0, $"{command} had a second effect");
        }
    });

    private static string[] Written(DeskEvent[] events) => [.. events.Select(happened => JsonSerializer.Serialize(happened))];

    private static void EachSeed(int batch, Action<int> story)
    {
        var share = Desks / Batches.Count;
        for (var seed = batch * share; seed < (batch + 1) * share; seed++)
        {
            try
            {
                story(seed);
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"seed {seed}: {error.Message}", error);
            }
        }
    }
}
