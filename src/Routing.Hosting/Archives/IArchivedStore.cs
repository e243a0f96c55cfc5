namespace Routing.Hosting;

/// <summary>A store that nobody uses at present: all of it can be read out, and where it is empty, all of another can be put in.</summary>
public interface IArchivedStore : IAsyncDisposable
{
    /// <summary>Everything, in no particular order of kinds.</summary>
    /// <exception cref="InvalidDataException">What is stored is damaged; the message names the place.</exception>
    IAsyncEnumerable<ArchiveItem> Items(CancellationToken cancel);

    /// <summary>Stores everything; durable once it completes. What was begun and broken off is to be thrown away by the operator.</summary>
    /// <exception cref="NotEmptyException">There is something already.</exception>
    Task Put(IAsyncEnumerable<ArchiveItem> items, CancellationToken cancel);
}

/// <summary>Nothing is put where there is something: whichever of the two was meant to stay.</summary>
public sealed class NotEmptyException(string store) : IOException($"{store} is not empty: an archive is put into an empty store only");
