using System.Text.RegularExpressions;
using Routing.Core;
using Routing.Core.Desks;
using Routing.Core.Policies;

namespace Routing.Edge.Http;

/// <summary>Who an agent is and what they can do, as a person writes it.</summary>
/// <param name="Name">Shown to colleagues; the id by default.</param>
/// <param name="Skills">Levels 1 to 5 by skill; a language is the skill <c>lang:xx</c>.</param>
/// <param name="Slots">Threads at the same time, 1 to 100; 4 by default.</param>
public sealed partial record AgentForm(string? Name, Dictionary<string, int>? Skills, int? Slots)
{
    public const int DefaultSlots = 4;

    public static bool IsId(string id) => id.Length is > 0 and <= Limits.NameChars && Id().IsMatch(id);

    /// <summary>Whether a skill can have this name, for agents and policies alike.</summary>
    public static bool IsSkill(string skill) => skill.Length <= Limits.NameChars && Skill().IsMatch(skill);

    /// <returns>What is wrong, or null.</returns>
    public Wrong? Check()
    {
        if (Name?.Length > Limits.NameChars) return Bad("name", $"must have at most {Limits.NameChars} characters");
        if (Slots is < 1 or > Limits.SlotsPerAgent) return Bad("slots", $"must be 1 to {Limits.SlotsPerAgent}");
        if (Skills is null) return null;
        if (Skills.Count > Limits.SkillsPerAgent) return Bad("skills", $"must be at most {Limits.SkillsPerAgent}");
        foreach (var (skill, level) in Skills)
        {
            if (!IsSkill(skill))
                return Bad($"skills.{skill}", "must be named in lower-case letters, digits, dashes and colons");
            if (level is < 1 or > 5) return Bad($"skills.{skill}", "must have a level from 1 to 5");
        }

        return null;
    }

    public SetAgent ToCommand(AgentId agent, string by, string? why) => new(
        agent,
        string.IsNullOrWhiteSpace(Name) ? agent : Name,
        [.. (Skills ?? []).OrderBy(skill => skill.Key, StringComparer.Ordinal).Select(skill => new SkillLevel(skill.Key, skill.Value))],
        Slots ?? DefaultSlots, by, why);

    private static Wrong Bad(string field, string message) => new(Refusal.BadRequest, field, message);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._@-]*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Id();

    [GeneratedRegex("^[a-z0-9][a-z0-9:_-]*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Skill();
}

/// <summary>An agent as the API shows them.</summary>
/// <param name="Used">Threads that hold a slot.</param>
/// <param name="Load">Slots that all held threads take, with fractions.</param>
public sealed record AgentDocument(
    AgentId Id, string Name, IReadOnlyDictionary<string, int> Skills, int Slots, int Used, bool Ready, IReadOnlyList<HeldThread> Threads, double Load = 0)
{
    public static AgentDocument Of(DeskAgentView view) => new(
        view.Agent, view.Name, view.Skills.ToDictionary(skill => skill.Skill, skill => skill.Level), view.Slots, view.Used, view.Ready, view.Held, view.Load);
}
