namespace Routing.Load.Quality.Floors;

/// <summary>Who decides on a floor. Told what happens, it answers by <see cref="Floor.Start"/>.</summary>
public interface IRouter
{
    /// <summary>Before anything happens.</summary>
    void Open(Floor floor);

    void CameOn(int agent);

    /// <summary>The agent finishes what was begun and begins nothing new.</summary>
    void WentOff(int agent);

    void Arrived(int thread);

    /// <summary>The customer of a thread that nobody had begun has left.</summary>
    void Left(int thread);

    void Finished(int thread, int agent);

    /// <summary>A time asked for by <see cref="Floor.WakeAt"/> has come.</summary>
    void Woke();
}
