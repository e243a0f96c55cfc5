using System.Collections.Concurrent;

namespace Routing.Grains;

/// <summary>Runs one piece of work after the other, in the order in which they came, on whichever thread is at hand.</summary>
/// <remarks>
/// Turns take a microsecond or two, so handing one to another thread costs more than running it: whoever brings work and finds nobody at
/// it does it, and what comes meanwhile with it (flat combining: Hendler, Incze, Shavit and Tzafrir, 2010). After
/// <see cref="MostOnCaller"/> pieces the rest goes to the thread pool, so that no request is held up for others.
/// </remarks>
internal sealed class TurnQueue : IThreadPoolWorkItem
{
    /// <summary>Pieces of work that a caller does before it may leave: some hundred microseconds.</summary>
    private const int MostOnCaller = 64;

    private readonly ConcurrentQueue<IWork> waiting = new();
    private int busy;

    /// <summary>Adds work, and does it if nobody else is at it. The caller must hold no lock.</summary>
    public void Run(IWork work)
    {
        waiting.Enqueue(work);
        if (Interlocked.Exchange(ref busy, 1) == 0) Drain(MostOnCaller);
    }

    /// <summary>Adds work for another thread to do, or for this one later on if it is at work already.</summary>
    public void Add(IWork work)
    {
        waiting.Enqueue(work);
        if (Interlocked.Exchange(ref busy, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => Drain(int.MaxValue);

    private void Drain(int most)
    {
        while (true)
        {
            while (waiting.TryDequeue(out var work))
            {
                work.Run();
                if (--most > 0) continue;
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
                return;
            }

            Volatile.Write(ref busy, 0);
            if (waiting.IsEmpty || Interlocked.Exchange(ref busy, 1) != 0) return;
        }
    }
}

/// <summary>A piece of work for the floor. It must not throw: what fails is told to whoever waits for it.</summary>
internal interface IWork
{
    void Run();
}
