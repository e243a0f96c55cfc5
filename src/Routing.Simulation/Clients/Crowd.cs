using Routing.Core;
using Routing.Core.Directory;
using Routing.Simulation.Audit;
using Routing.Simulation.Hosts;

namespace Routing.Simulation.Clients;

/// <summary>The customers and their networks: posts conversations in any order, repeats, contradicts, edits and deletes them.</summary>
internal sealed class Crowd(Conditions conditions, Host host, Asker asker, Dice dice, Auditor auditor)
{
    private readonly List<Post> _posts = [];
    private readonly List<CustomerKey> _customers = [];

    /// <summary>Draws all conversations and plans when each message comes in.</summary>
    public void Begin(Instant until)
    {
        for (var i = 0; i < conditions.Customers; i++) _customers.Add(CustomerKey.Of("net", $"customer{i}"));
        for (var i = 0; i < conditions.Messages; i++) _posts.Add(Draw(i));

        // Bursts: several come in close together, the others whenever.
        var burst = host.Now;
        foreach (var post in _posts)
        {
            if (!dice.Chance(400)) burst = new Instant(dice.Between(host.Now.Ms, until.Ms));
            host.Schedule.At(burst + dice.Between(0, 2_000), () => Live(post));
        }
    }

    /// <summary>A customer answers what we wrote to them, as soon as they can see it.</summary>
    public void Answer(MessageKey reply, CustomerKey customer, Visibility visibility)
    {
        var post = new Post
        {
            Key = MessageKey.Of("net", $"answer{_posts.Count}"),
            Author = customer,
            Parent = reply,
            Visibility = visibility,
            CreatedAt = host.Now,
            Text = $"thanks {_posts.Count}",
        };
        _posts.Add(post);
        Live(post);
    }

    /// <summary>The network shows us our own reply.</summary>
    public void Echo(Post echo)
    {
        _posts.Add(echo);
        Live(echo);
    }

    private Post Draw(int number)
    {
        var parent = _posts.Count > 0 && dice.Chance(600) ? dice.Pick(_posts) : null;
        var key = parent is { Parent: { } missing } && dice.Chance(50) && _posts.TrueForAll(post => post.Key != missing)
            ? missing
            : MessageKey.Of("net", $"m{number}");
        var unknown = parent is null && dice.Chance(100) ? MessageKey.Of("net", $"unknown{dice.Below(3)}") : (MessageKey?)null;
        var kind = dice.Below(20);
        return new Post
        {
            Key = key,
            Author = kind == 0 ? CustomerKey.Of("net", "brand") : dice.Pick(_customers),
            Parent = parent?.Key == key ? null : parent?.Key ?? unknown,
            Own = kind == 0,
            Repost = kind == 1,
            Visibility = dice.Chance(250) ? Visibility.Private : Visibility.Public,
            CreatedAt = host.Now + dice.Between(-3 * 3_600_000L, 0),
            Text = $"text {number}{new string('!', dice.Below(40))}",
            Topic = dice.Chance(200) ? "billing" : "",
        };
    }

    private void Live(Post post)
    {
        var at = ActorId.Directory(World.Workspace, post.Key);
        if (dice.Chance(30)) Delete(post, at);
        if (dice.Chance(30)) Edit(post, at);
        Send(post, at, first: true);
        if (dice.Chance(150)) Later(() => Send(post, at, first: false));
        if (dice.Chance(40)) Later(() => Delete(post, at));
        if (dice.Chance(50)) Later(() => Edit(post, at));
    }

    private void Send(Post post, ActorId at, bool first)
    {
        auditor.Threads.Posted(post);
        asker.Ask(at, null, origin => new Receive(post.Key, post.Author, post.Parent, post.Facts(host.Now, JoinMs), origin), BodyOf(post), outcome =>
        {
            auditor.Threads.Answered(post, outcome);
            if (first && !post.Own && !post.MayBeEcho && dice.Chance(80)) Contradict(post, at);
        });
    }

    /// <summary>The same id with another text, though nobody edited it.</summary>
    private void Contradict(Post post, ActorId at) => asker.Ask(
        at,
        null,
        origin => new Receive(post.Key, post.Author, post.Parent, post.Facts(host.Now, JoinMs) with { Hash = 1, TextHash = 2 }, origin),
        BodyOf(post),
        outcome =>
        {
            if (!post.IsEdited && !post.IsDeleted && outcome.Code != Refusal.ContentDiffers)
                throw Violation.Wrong($"{post.Key} came with another content and was answered {outcome}");
        });

    private void Edit(Post post, ActorId at)
    {
        post.IsEdited = true;
        var text = post.Text + " (edited)";
        var reading = new Reading(Urgency.High, post.Topic, "en");
        asker.Ask(at, null, _ => new Edit(post.Key, post.Hash(text), Hashes.Content(text), reading, host.Now), [], _ => { });
    }

    private void Delete(Post post, ActorId at)
    {
        post.IsDeleted = true;
        asker.Ask(at, null, _ => new Delete(post.Key, host.Now), [], _ => { });
    }

    private long JoinMs => conditions.JoinMinutes * 60_000L;

    private static Body[] BodyOf(Post post) => [new Body(Body.OfMessage(post.Key), post.Text)];

    private void Later(Action action) => host.Schedule.After(dice.Between(0, 60_000), action);
}
