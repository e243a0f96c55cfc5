using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Routing.Edge;

/// <summary>Metrics and traces by OpenTelemetry; they leave the process only where a collector is named.</summary>
internal static class Telemetry
{
    public static void Add(IServiceCollection services)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT"))) return;
        services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter("Routing.*", "Microsoft.Orleans").AddAspNetCoreInstrumentation().AddRuntimeInstrumentation())
            // Queries hold tokens on hub paths and words that people searched for: they stay out.
            .WithTracing(traces => traces.AddSource("Routing.*").AddAspNetCoreInstrumentation(http =>
                http.EnrichWithHttpRequest = static (activity, _) => activity.SetTag("url.query", null)))
            .UseOtlpExporter();
    }
}
