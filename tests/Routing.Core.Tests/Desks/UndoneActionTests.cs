using Routing.Core.Desks;

namespace Routing.Core.Tests.Desks;

/// <summary>A supervisor does this and that, and takes all of it back, the newest first.</summary>
public sealed class UndoneActionTests
{
    private const int Seeds = 1_000;

    [Fact]
    public void With_nothing_in_between_the_desk_is_as_it_was_but_for_epochs_and_audit()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var dice = new Random(seed);
            var desk = QuietDesk.Drawn(dice);
            var actions = new RandomActions(desk, dice);
            for (var n = dice.Next(3); n > 0; n--) actions.Do();
            var before = QuietDesk.Written(desk);
            var undos = new Stack<Undo>();
            for (var n = 1 + dice.Next(6); n > 0; n--)
                if (actions.Do() is { } undo) undos.Push(undo);

            foreach (var undo in undos) desk.Do(undo.Command);

            Assert.True(before == QuietDesk.Written(desk), $"seed {seed}\n{before}\n{QuietDesk.Written(desk)}");
            desk.AssertReplaysExactly();
        }
    }

    [Fact]
    public void With_anything_in_between_what_holds_on_a_desk_holds_and_what_cannot_be_taken_back_says_so()
    {
        var (undone, refused) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var dice = new Random(seed);
            var story = new RandomDesk(seed);
            story.Open();
            for (var n = 0; n < 15; n++) story.Desk.Do(story.Next());
            var actions = new RandomActions(story.Desk, dice);
            var undos = new Stack<Undo>();
            for (var n = 1 + dice.Next(4); n > 0; n--)
            {
                if (actions.Do() is { } undo) undos.Push(undo);
                for (var between = dice.Next(4); between > 0; between--)
                {
                    story.LetTimePass();
                    story.Desk.Do(story.Next());
                }
            }

            foreach (var undo in undos)
            {
                var expected = undo.Refuses?.Invoke() ?? Refusal.None;
                story.Desk.Do(undo.Command);
                Assert.True(expected == story.Desk.Outcome.Code, $"seed {seed}: {undo.Command} came to {story.Desk.Outcome}, not to {expected}");
                if (expected == Refusal.None) Assert.True(undo.IsAsBefore(), $"seed {seed}: {undo.Command} was not taken back");
                (undone, refused) = expected == Refusal.None ? (undone + 1, refused) : (undone, refused + 1);
            }

            story.Desk.AssertReplaysExactly();
        }

        Assert.True(undone > Seeds && refused > 10, $"{undone} were taken back, {refused} could not be");
    }
}
