global using Shard = Routing.Core.Tests.LiveActor<
    Routing.Core.Directory.DirectoryDecider,
    Routing.Core.Directory.DirectoryState,
    Routing.Core.Directory.DirectoryCommand,
    Routing.Core.Directory.DirectoryEvent>;
