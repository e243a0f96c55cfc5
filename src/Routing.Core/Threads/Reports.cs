using Routing.Core.Customers;

namespace Routing.Core.Threads;

/// <summary>What the desk must know of a thread, from its messages as they will be.</summary>
internal static class Reports
{
    /// <param name="phase">As it will be.</param>
    /// <param name="messages">As they will be, in order of arrival.</param>
    public static Report Of(ThreadState state, CustomerCard card, Phase phase, IReadOnlyList<ThreadMessage> messages, Instant now)
    {
        var before = state.Report;
        var since = Instant.Never;
        var urgency = Urgency.Unknown;
        var (topic, language) = ("", "");
        var unanswered = 0;
        ThreadMessage? newest = null;
        foreach (var message in messages)
        {
            if (message.Deleted || !message.Facts.MakesWork) continue;
            newest = message;
            if (message.Facts.Reading.Topic.Length > 0) topic = message.Facts.Reading.Topic;
            if (message.Facts.Reading.Language.Length > 0) language = message.Facts.Reading.Language;
            if (message.Answered) continue;
            unanswered++;
            since = Instant.Earlier(since, message.Facts.ReceivedAt);
            if (message.Facts.Reading.Urgency > urgency) urgency = message.Facts.Reading.Urgency;
        }

        // With nothing unanswered no clock runs; a thread that is open all the same (a park that ended) counts from then.
        if (unanswered == 0) since = before is null || (phase == Phase.Open && before.Phase != Phase.Open) ? now : before.Since;
        newest ??= messages.Count > 0 ? messages[^1] : null;
        var key = newest?.Message ?? before?.Newest ?? default;
        return new Report(
            (before?.Version ?? 0) + 1, phase, card.Customer, key.Channel, newest?.Facts.Visibility ?? before?.Visibility ?? Visibility.Public,
            new Reading(urgency, topic, language), card.Value, card.Influence, since, unanswered, key, Epoch: phase == Phase.Resolved ? state.Epoch : 0);
    }
}
