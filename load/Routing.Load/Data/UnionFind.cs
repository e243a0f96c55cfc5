namespace Routing.Load.Data;

/// <summary>Sets of names that only ever grow together.</summary>
public sealed class UnionFind
{
    private readonly Dictionary<string, string> _up = [];

    public void Add(string name) => _up.TryAdd(name, name);

    public void Join(string one, string other)
    {
        Add(one);
        Add(other);
        _up[Find(one)] = Find(other);
    }

    /// <summary>The name that stands for the set; the name itself must have been added.</summary>
    public string Find(string name)
    {
        while (_up[name] is var above && above != name)
        {
            _up[name] = _up[above];
            name = above;
        }

        return name;
    }
}
