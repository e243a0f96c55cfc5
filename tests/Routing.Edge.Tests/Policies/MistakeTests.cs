using System.Text;
using Routing.Core;
using Routing.Edge.Policies;

namespace Routing.Edge.Tests.Policies;

public class MistakeTests
{
    public static TheoryData<string> Names => new(Mistakes.All.Select(mistake => mistake.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_is_told_with_its_file_line_path_and_what_was_expected(string name)
    {
        var (_, file, text, path, line, words) = Mistakes.All.Single(mistake => mistake.Name == name);

        var (policy, errors) = PolicyReader.Read(Encoding.UTF8.GetBytes(text), file.EndsWith("yaml", StringComparison.Ordinal), file);

        Assert.Null(policy);
        var first = errors[0];
        Assert.Equal((path, line, file), (first.Path, first.Line, first.File));
        foreach (var word in words.Split('|')) Assert.Contains(word, first.Message, StringComparison.Ordinal);
        Assert.StartsWith(line is null ? $"{file}: " : $"{file}:{line}: ", first.ToString(), StringComparison.Ordinal);
        // One slip is one error: what follows from it is not told as well.
        Assert.Single(errors);
    }

    [Fact]
    public void The_mistakes_are_many_and_distinct()
    {
        Assert.True(Mistakes.All.Count() >= 100, $"{Mistakes.All.Count()} mistakes");
        Assert.Equal(Mistakes.All.Count(), Mistakes.All.Select(mistake => mistake.Text + mistake.File).Distinct().Count());
    }

    [Fact]
    public void Several_mistakes_are_told_at_once_in_the_order_of_their_lines()
    {
        var (_, errors) = PolicyReader.Read("offers: { seconds: 0 }\nqueues:\n  - id: a\n    skills: { b: 9 }\n  - id: 5\nversion: x", yaml: true);

        Assert.Equal(["offers.seconds", "queues[0].skills.b", "queues[1].id", "version"], errors.Select(error => error.Path));
    }

    [Fact]
    public void No_more_mistakes_are_told_than_fit_on_a_screen()
    {
        var (_, errors) = PolicyReader.Read($"queues:\n{string.Concat(Enumerable.Repeat("  - id: 1\n", 120))}", yaml: true);

        Assert.Equal(21, errors.Count);
        Assert.Equal("has 100 more mistakes; these are the first 20", errors[^1].Message);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_told_by_line()
    {
        byte[] latin = [.. "version: 1\nqueues:\n  - id: caf"u8, 0xE9, .. "\n"u8];

        var (_, errors) = PolicyReader.Read(latin, yaml: true, "policy.yaml");

        Assert.Equal("policy.yaml:3: must be UTF-8, not byte 0xE9", errors.Single().ToString());
    }

    [Fact]
    public void A_byte_order_mark_is_passed_over()
    {
        Assert.Empty(PolicyReader.Read([.. "\uFEFF"u8, .. "queues: [{ id: a }]"u8], yaml: true).Errors);
        Assert.Empty(PolicyReader.Read([.. "\uFEFF"u8, .. "{ \"queues\": [{ \"id\": \"a\" }] }"u8], yaml: false).Errors);
    }

    [Fact]
    public void Spans_may_be_shared_by_name()
    {
        var (policy, errors) = PolicyReader.Read(
            "queues:\n  - id: a\n    match: { topics: [x] }\n    hours: &office\n      open: [{ days: mon, from: 08:00, to: 12:00 }]\n  - id: b\n    hours: *office", yaml: true);

        Assert.Empty(errors);
        Assert.Equal(policy!.Queues[0].Hours.Spans, policy.Queues[1].Hours.Spans);
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_not_there_is_refused_by_name()
    {
        var large = new FileInfo(Path.GetTempFileName());
        try
        {
            await File.WriteAllBytesAsync(large.FullName, new byte[Limits.PolicyBytes + 1]);
            Assert.Equal($"{large.Name}: must have at most 1000000 bytes", (await PolicyReader.Read(large, default)).Errors.Single().ToString());
        }
        finally
        {
            large.Delete();
        }

        var gone = new FileInfo(large.FullName);
        Assert.StartsWith($"{gone.Name}: cannot be read", (await PolicyReader.Read(gone, default)).Errors.Single().ToString(), StringComparison.Ordinal);
    }
}
