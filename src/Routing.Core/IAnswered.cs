namespace Routing.Core;

/// <summary>A command whose answer somebody waits for, wherever it is decided.</summary>
public interface IAnswered
{
    Origin Origin { get; }
}
