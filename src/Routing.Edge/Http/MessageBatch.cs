using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Routing.Core;

namespace Routing.Edge.Http;

/// <summary>A batch of messages, one per line: read as it arrives, a bounded number under way at once, answered in the order of the lines.</summary>
/// <remarks>The answer is held until the body has been read, since its status depends on the last line, and since many clients read
/// nothing before they have sent everything. So a batch has a limit of lines: beyond it, lines are refused as too large.</remarks>
internal sealed class MessageBatch(Intake intake, string workspace, EdgeOptions options)
{
    /// <summary>Lines of one batch. The answer to a line takes some 100 bytes: 10 MB at most are held.</summary>
    private const int MostLines = 100_000;

    /// <summary>Of a line that finds no room, each after a wait: after some seconds it is refused, and the caller is to come again.</summary>
    private const int MostTries = 100;

    private readonly Queue<(int Line, string? Message, Task<Intake.Result> Taken)> _underWay = new();
    private readonly ArrayBufferWriter<byte> _answer = new();
    private int _line;
    private bool _wentIn;

    /// <summary>The refusal that says most about why nothing went in: one that passes, if there is one.</summary>
    public Refusal Worst { get; private set; }

    public ReadOnlyMemory<byte> Answer => _answer.WrittenMemory;

    public int Status => _wentIn ? StatusCodes.Status202Accepted
        : Refusals.IsPassing(Worst) ? Refusals.Status(Worst)
        : StatusCodes.Status400BadRequest;

    public async Task Run(PipeReader body, CancellationToken cancel)
    {
        var skipping = false;
        while (true)
        {
            var read = await body.ReadAsync(cancel);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                if (skipping) skipping = false;
                else await Take(buffer.Slice(0, end), cancel);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            if (buffer.Length > options.BodyBytes)
            {
                if (!skipping) await Refuse(++_line, new(Refusal.TooLarge, "", $"A message has at most {options.BodyBytes} bytes"));
                skipping = true;
                buffer = buffer.Slice(buffer.End);
            }

            if (read.IsCompleted)
            {
                if (!skipping) await Take(buffer, cancel);
                body.AdvanceTo(read.Buffer.End);
                break;
            }

            body.AdvanceTo(buffer.Start, buffer.End);
        }

        while (_underWay.Count > 0) await AnswerNext();
        if (_line == 0) Write(new(0, "refused", null, null, (int)Refusal.BadRequest, null, "The batch is empty."));
    }

    private async ValueTask Take(ReadOnlySequence<byte> line, CancellationToken cancel)
    {
        if (IsBlank(line)) return;
        _line++;
        if (_line > MostLines)
        {
            if (_line == MostLines + 1)
                await Refuse(_line, new(Refusal.TooLarge, "", $"A batch has at most {MostLines} lines; this one and the rest were not read"));
            return;
        }

        var (message, wrong) = Parse(line);
        if (wrong is not null)
        {
            await Refuse(_line, wrong);
            return;
        }

        // A batch can wait, since its body is read no faster than its lines go in: so it is slowed down rather than refused.
        while (_underWay.Count >= options.LinesInFlight || (_underWay.Count > 0 && intake.IsFull)) await AnswerNext();
        _underWay.Enqueue((_line, message!.Key.Value, Take(message, cancel)));
    }

    /// <summary>Others may take the last room at the same moment: then the line waits for the next.</summary>
    private async Task<Intake.Result> Take(IncomingMessage message, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var taken = await intake.Take(workspace, message, cancel);
            if (taken.Code != Refusal.Overloaded || tries == MostTries) return taken;
            await intake.Room(cancel);
        }
    }

    private static (IncomingMessage?, Wrong?) Parse(ReadOnlySequence<byte> line)
    {
        if (line.IsSingleSegment) return MessageParser.Parse(line.FirstSpan);
        var copy = ArrayPool<byte>.Shared.Rent((int)line.Length);
        line.CopyTo(copy);
        var parsed = MessageParser.Parse(copy.AsSpan(0, (int)line.Length));
        ArrayPool<byte>.Shared.Return(copy);
        return parsed;
    }

    private async ValueTask Refuse(int line, Wrong wrong)
    {
        while (_underWay.Count > 0) await AnswerNext();
        Note(wrong.Code);
        Write(new(line, "refused", null, null, (int)wrong.Code, wrong.Field.Length == 0 ? null : wrong.Field, MessagesEndpoint.WhereAndWhat(wrong)));
    }

    private async ValueTask AnswerNext()
    {
        var (line, message, taken) = _underWay.Dequeue();
        var result = await taken;
        _wentIn |= result.WentIn;
        if (!result.WentIn) Note(result.Code);
        Write(result.WentIn
            ? new(line, result.Status, message, result.Thread)
            : new(line, result.Status, message, null, (int)result.Code, result.Field, Refusals.Message(result.Code, result.Detail)));
    }

    private void Note(Refusal code)
    {
        if (!Refusals.IsPassing(Worst)) Worst = code;
    }

    private void Write(LineTaken line)
    {
        using (var json = new Utf8JsonWriter(_answer)) JsonSerializer.Serialize(json, line, EdgeJson.Options);
        _answer.Write("\n"u8);
    }

    private static bool IsBlank(ReadOnlySequence<byte> line)
    {
        foreach (var part in line)
            if (part.Span.ContainsAnyExcept(" \t\r"u8)) return false;
        return true;
    }
}
