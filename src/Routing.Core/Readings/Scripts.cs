namespace Routing.Core.Readings;

/// <summary>Letters by script, where a script (nearly) names the language.</summary>
internal struct Scripts
{
    private int _latin, _han, _kana, _hangul, _cyrillic, _ukrainian, _arabic, _devanagari, _hebrew, _greek, _thai;

    /// <summary>Whether there is writing without spaces between words: key words are then looked for inside.</summary>
    public readonly bool HasUnspaced => _han + _kana + _hangul + _thai > 0;

    public void Count(char c)
    {
        switch (c)
        {
            case < '\u0250': _latin++; break;
            case >= '\u0370' and < '\u0400': _greek++; break;
            case 'і' or 'ї' or 'є' or 'ґ' or 'І' or 'Ї' or 'Є' or 'Ґ': _ukrainian++; _cyrillic++; break;
            case >= '\u0400' and < '\u0530': _cyrillic++; break;
            case >= '\u0590' and < '\u0600': _hebrew++; break;
            case >= '\u0600' and < '\u0780': _arabic++; break;
            case >= '\u0900' and < '\u0980': _devanagari++; break;
            case >= '\u0E00' and < '\u0E80': _thai++; break;
            case >= '\u3040' and < '\u3100': _kana++; break;
            case >= '\u4E00' and < '\uA000': _han++; break;
            case >= '\uAC00' and < '\uD7B0': _hangul++; break;
        }
    }

    /// <summary>Null where most letters are Latin, or of a script that is not known.</summary>
    public readonly string? Language()
    {
        var cjk = _han + _kana;
        // A brand's Latin name inside another script is common; the other way round is not.
        var most = Math.Max(Math.Max(Math.Max(cjk, _hangul), Math.Max(_cyrillic, _arabic)),
            Math.Max(Math.Max(_devanagari, _hebrew), Math.Max(_greek, _thai)));
        if (most == 0 || most * 3 < _latin) return null;
        if (most == cjk) return _kana > 0 ? "ja" : "zh";
        if (most == _hangul) return "ko";
        if (most == _cyrillic) return _ukrainian > 0 ? "uk" : "ru";
        if (most == _arabic) return "ar";
        if (most == _devanagari) return "hi";
        if (most == _hebrew) return "he";
        return most == _greek ? "el" : "th";
    }
}
