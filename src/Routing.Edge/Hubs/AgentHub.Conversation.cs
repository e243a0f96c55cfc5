using Microsoft.AspNetCore.SignalR;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Threads;
using Routing.Edge.Http;

namespace Routing.Edge.Hubs;

/// <summary>What an agent says, and reads.</summary>
public sealed partial class AgentHub
{
    /// <summary>Answers a message. The answer's value is the reply's id.</summary>
    public async Task<HubAnswer> Reply(ReplyRequest reply)
    {
        if (string.IsNullOrWhiteSpace(reply.Text)) return HubAnswer.Refuse(Refusal.BadRequest, "text is missing.");
        if (reply.Text.Length > Limits.MessageTextChars)
            return HubAnswer.Refuse(Refusal.TooLarge, $"A reply has at most {Limits.MessageTextChars} characters.");
        if (reply.Thread is null || !ThreadsEndpoint.IsId(reply.Thread)) return HubAnswer.Refuse(Refusal.NoSuchThread);
        if (!IsKey(reply.To)) return HubAnswer.Refuse(Refusal.BadRequest, "to must be the key of a message, channel/id.");
        if (!IsKey(reply.SeenNewest)) return HubAnswer.Refuse(Refusal.BadRequest, "seenNewest must be the key of a message, channel/id.");
        if (!door.TryId(reply.Id, out var key)) return HubAnswer.Refuse(Refusal.BadRequest, "id must be a UUIDv7, or null.");

        var thread = ActorId.Thread(Caller.Workspace, reply.Thread);
        var to = new MessageKey(reply.To);
        if (reply.Visibility is not null && !Words.Is<Visibility>(reply.Visibility, out _))
            return HubAnswer.Refuse(Refusal.BadRequest, "visibility must be public or private.");
        var visibility = Words.Is<Visibility>(reply.Visibility, out var said) ? said : await VisibilityOf(thread, to);
        var id = key.ToString("N");
        var window = (await boards.Of(Caller.Workspace, Context.ConnectionAborted)).Policy.ReplyWindowMs(to.Channel, visibility);
        var command = new Reply(
            id, Caller.Subject, to, visibility, new MessageKey(reply.SeenNewest), ContentHash.OfText(reply.Text), reply.AllowMorePublic ?? false, window);
        var answer = await Do(thread, command, key, [new Body(Body.OfReply(id), EdgeJson.Text(new StoredText(reply.Text)))]);
        return answer.Ok ? answer with { Value = answer.Value ?? id } : answer;
    }

    /// <summary>A note for colleagues. The answer's value is the note's id.</summary>
    public async Task<HubAnswer> Note(ThreadId thread, string text, string? id)
    {
        if (!ThreadsEndpoint.IsId(thread)) return HubAnswer.Refuse(Refusal.NoSuchThread);
        if (string.IsNullOrWhiteSpace(text) || text.Length > Limits.NoteChars)
            return HubAnswer.Refuse(Refusal.BadRequest, $"text must have 1 to {Limits.NoteChars} characters.");
        if (!door.TryId(id, out var key)) return HubAnswer.Refuse(Refusal.BadRequest, "id must be a UUIDv7, or null.");
        var note = Notes.Of(key, text);
        var answer = await Do(ActorId.Thread(Caller.Workspace, thread), new AddNote(note.Id, Caller.Subject), key, [note.Body]);
        return answer.Ok ? answer with { Value = answer.Value ?? note.Id } : answer;
    }

    /// <summary>Tells colleagues who have this thread open, and the desk, that an answer is being written: nobody moves the thread meanwhile.</summary>
    public async Task<HubAnswer> Typing(ThreadId thread)
    {
        if (FeedOf(Context) is not { } feed) return HubAnswer.Refuse(Refusal.NotSignedOn);
        var watchers = connections.Watchers(feed, thread);
        if (watchers.Count > 0)
            await Clients.Clients(watchers).SendAsync("Typing", new TypingFrame(thread, Caller.Subject), Context.ConnectionAborted);
        if (!ThreadsEndpoint.IsId(thread)) return HubAnswer.Of(Outcome.Done);

        // Somebody may write who does not have the thread, a note for its holder: that is no reason to hold it.
        var noted = await actors.Do(Desk, new NoteTyping(Caller.Subject, thread), null, null, [], Context.ConnectionAborted);
        return HubAnswer.Of(noted.Code is Refusal.NotOwner or Refusal.NoSuchThread ? Outcome.Done : noted);
    }

    /// <summary>The whole thread, as <c>GET /v1/threads/{id}</c>; null if there is none.</summary>
    public async Task<ThreadDocument?> Thread(ThreadId thread)
    {
        if (!ThreadsEndpoint.IsId(thread)) return null;
        var document = await threads.Read(Caller.Workspace, thread, explain: true, Context.ConnectionAborted);
        if (document is not null && FeedOf(Context) is { } feed) connections.Watch(feed, thread);
        return document;
    }

    private async ValueTask<Visibility> VisibilityOf(ActorId thread, MessageKey message)
    {
        var view = await actors.Read<ThreadView>(thread, new ReadThread(), Context.ConnectionAborted);
        return Array.Find(view.Messages, each => each.Message == message)?.Facts.Visibility ?? Visibility.Private;
    }

    private static bool IsKey(string? key) =>
        key is { Length: > 2 and <= Limits.NameChars + 1 + Limits.IdChars } && key.IndexOf('/', StringComparison.Ordinal) > 0;
}
