namespace Routing.Web.Tests.Browser;

/// <summary>Collections run beside each other: a page mostly waits, for the server or for a person.</summary>
[CollectionDefinition(nameof(BoardVisitors))]
public sealed class BoardVisitors : ICollectionFixture<Visitors>;

[CollectionDefinition(nameof(DeskVisitors))]
public sealed class DeskVisitors : ICollectionFixture<Visitors>;

[CollectionDefinition(nameof(PageVisitors))]
public sealed class PageVisitors : ICollectionFixture<Visitors>;
