using System.Diagnostics;

namespace Routing.Load.Server;

/// <summary>What a process has cost until now.</summary>
public static class ProcessFigures
{
    /// <summary>Processor seconds of all its threads, user and kernel.</summary>
    public static double CpuSeconds(this Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>Resident memory in megabytes.</summary>
    public static double Megabytes(this Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / 1048576.0;
    }
}
