using System.Diagnostics.Metrics;

namespace Routing.Edge;

/// <summary>The edge's own figures, by the names the field uses. Exported where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
public sealed class EdgeMeter : IDisposable
{
    public const string Name = "Routing.Edge";

    private readonly Meter _meter;
    private readonly Counter<long> _received;
    private readonly Counter<long> _pushes;
    private readonly Counter<long> _resyncs;
    private readonly Counter<long> _deliveries;
    private readonly UpDownCounter<long> _connections;

    public EdgeMeter(IMeterFactory factory)
    {
        _meter = factory.Create(Name);
        _received = _meter.CreateCounter<long>("routing.messages.received", "{message}", "Messages by channel and what became of them");
        _pushes = _meter.CreateCounter<long>("routing.pushes.sent", "{push}", "Pushes written to agents' connections");
        _resyncs = _meter.CreateCounter<long>("routing.pushes.resyncs", "{resync}", "Connections that fell behind and were told to start again");
        _deliveries = _meter.CreateCounter<long>("routing.webhooks.attempts", "{attempt}", "Webhook deliveries by outcome");
        _connections = _meter.CreateUpDownCounter<long>("routing.agents.connections", "{connection}", "Connections on which an agent has started");
    }

    /// <summary>For gauges that others keep.</summary>
    public Meter Meter => _meter;

    public void Received(string channel, string status) =>
        _received.Add(1, new("channel", channel), new KeyValuePair<string, object?>("status", status));

    public void Pushed() => _pushes.Add(1);

    public void Resynced() => _resyncs.Add(1);

    public void Delivered(string outcome) => _deliveries.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void Connected(int change) => _connections.Add(change);

    public void Dispose() => _meter.Dispose();
}
