namespace Routing.Web.Tests.Browser;

/// <summary>Two collections run beside each other: a page mostly waits, for the server or for a person.</summary>
[CollectionDefinition(nameof(BoardVisitors))]
public sealed class BoardVisitors : ICollectionFixture<Visitors>;

[CollectionDefinition(nameof(DeskVisitors))]
public sealed class DeskVisitors : ICollectionFixture<Visitors>;
