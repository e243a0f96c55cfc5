using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace Routing.Load.Report;

/// <summary>What a command found out. Its properties are the fields of the JSON object on the last line of the output.</summary>
public abstract record Result
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Which command this is the result of.</summary>
    [JsonPropertyOrder(-2)]
    public abstract string Command { get; }

    /// <summary>What was checked and did not hold, in words; empty when all held.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> Failures { get; init; } = [];

    /// <summary>Whether every check of the command held; also the exit code.</summary>
    [JsonPropertyOrder(-1)]
    public bool Holds => Failures.Count == 0;

    /// <summary>Prints a summary for people, then the one line for machines.</summary>
    /// <returns>The exit code: 0 if everything held, 1 if not.</returns>
    public int Print()
    {
        var json = JsonSerializer.SerializeToElement(this, GetType(), Web);
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        foreach (var field in json.EnumerateObject().Where(field => field.Value.ValueKind != JsonValueKind.Array))
            table.AddRow(Markup.Escape(field.Name), Markup.Escape(field.Value.ToString()));

        AnsiConsole.Write(table);
        foreach (var failure in Failures.Take(20)) AnsiConsole.MarkupLineInterpolated($"[red]FAILED[/] {failure}");
        if (Failures.Count > 20) AnsiConsole.MarkupLineInterpolated($"[red]and {Failures.Count - 20} more[/]");
        Console.Out.WriteLine(JsonSerializer.Serialize(this with { Failures = [.. Failures.Take(100)] }, GetType(), Web));
        return Holds ? 0 : 1;
    }
}
