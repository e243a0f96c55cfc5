namespace Routing.Simulation.Audit;

/// <summary>Books that can be closed: once the store was rewound they say nothing of what is.</summary>
internal abstract class Books
{
    private bool _closed;

    public void Close() => _closed = true;

    /// <summary>What a client saw must agree with the books, unless they are closed.</summary>
    protected void Must(bool holds, Func<string> otherwise)
    {
        if (!holds && !_closed) throw Violation.Wrong(otherwise());
    }
}
