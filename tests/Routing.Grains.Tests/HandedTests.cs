using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Routing.Core;
using Routing.Core.Threads;
using Routing.Hosting;

namespace Routing.Grains.Tests;

/// <summary>Questions and answers cross from silo to silo: written by one, read by another.</summary>
public sealed class HandedTests
{
    public static TheoryData<Type> All => new(
        typeof(Query).Assembly.GetTypes().Where(type => !type.IsAbstract && (type.IsSubclassOf(typeof(Query)) || type.IsSubclassOf(typeof(View)))));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_question_and_answer_can_be_read_back_with_all_that_it_holds(Type type) => Assert.Empty(Unreadable(type, []));

    [Fact]
    public void What_was_handed_over_arrives_as_it_was()
    {
        var sent = new Handed(new ThreadView(
            "t1", CustomerKey.Of("net", "kim"), Phase.Parked, default, "ann", 3, null, new Instant(9), null, [], [], [new ThreadNote("n1", "sam", new Instant(5))],
            [new ThreadStep(new Instant(5), "noted", "sam")]));

        var arrived = new Handed { Name = sent.Name, Packed = sent.Packed }.As<ThreadView>();

        Assert.Equal(JsonSerializer.Serialize(sent.As<ThreadView>(), Wire.Options), JsonSerializer.Serialize(arrived, Wire.Options));
    }

    [Fact]
    public void Nothing_but_a_question_or_an_answer_is_made_of_what_comes_in() =>
        Assert.Throws<InvalidDataException>(() => new Handed { Name = "System.Diagnostics.Process", Packed = "{}"u8.ToArray() });

    /// <summary>Types below this one that nothing can be read into.</summary>
    private static List<string> Unreadable(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) return [];
        var info = Wire.Options.GetTypeInfo(type);
        if (info.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary) return info.ElementType is { } element ? Unreadable(element, seen) : [];
        if (info.Kind != JsonTypeInfoKind.Object) return [];
        var bad = new List<string>();
        try
        {
            JsonSerializer.Deserialize("{}", type, Wire.Options);
        }
        catch (NotSupportedException error)
        {
            bad.Add($"{type}: {error.Message}");
        }

        bad.AddRange(info.Properties.SelectMany(property => Unreadable(property.PropertyType, seen)));
        return bad;
    }
}
