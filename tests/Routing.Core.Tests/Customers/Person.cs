global using Person = Routing.Core.Tests.LiveActor<
    Routing.Core.Customers.CustomerDecider,
    Routing.Core.Customers.CustomerState,
    Routing.Core.Customers.CustomerCommand,
    Routing.Core.Customers.CustomerEvent>;
