namespace Routing.Sqlite;

/// <summary>Something that remembers in memory what it wrote, and so must know what became of the transaction.</summary>
internal interface ITransactionPart
{
    void Committed();

    /// <summary>Nothing of it was stored; the same batch will be written again.</summary>
    void RolledBack();
}
