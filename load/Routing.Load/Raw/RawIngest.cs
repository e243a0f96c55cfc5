using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Routing.Load.Raw;

/// <summary>HTTP and the disk alone: a message is read, stored and answered; nothing is decided.</summary>
public static class RawIngest
{
    public static void Add(WebApplicationBuilder builder, string folder) =>
        builder.Services.AddSingleton(_ => new GroupCommit(Path.Combine(folder, "raw.db")));

    public static void Map(WebApplication app) =>
        app.MapPost("/v1/messages", async (RawMessage message, GroupCommit store) =>
        {
            await store.Append(JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web));
            return Results.Json(new RawAnswer("accepted", message.Id), statusCode: StatusCodes.Status202Accepted);
        });

    public sealed record RawMessage(
        string Channel, string Id, RawAuthor Author, string Text, string? InReplyTo, string Visibility, DateTimeOffset CreatedAt, bool Own);

    public sealed record RawAuthor(string Id, string Handle, string Name, int Followers);

    public sealed record RawAnswer(string Status, string Thread);
}
