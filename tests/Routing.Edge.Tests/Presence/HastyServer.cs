using Routing.Edge.Presence;
using Routing.Edge.Tests.Server;

namespace Routing.Edge.Tests.Presence;

/// <summary>The server, with the times of presence shortened.</summary>
public sealed class HastyServer : RealServer
{
    public static readonly PresenceTimes Times = new()
    {
        AskAfter = TimeSpan.FromMilliseconds(100), AnswerWithin = TimeSpan.FromSeconds(2.5), SilentClient = TimeSpan.FromSeconds(6),
    };

    /// <summary>Questions to one who answers at once in a time longer than <see cref="PresenceTimes.SilentClient"/>.</summary>
    public const int ManyQuestions = 70;

    protected override EdgeOptions Edge => Options with { Presence = Times, LookAgainAfter = TimeSpan.FromSeconds(1) };
}

[CollectionDefinition(nameof(HastyServer))]
public sealed class HastyServerCollection : ICollectionFixture<HastyServer>;
